package ai.llmd.wva.page.http;

import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRule;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Stream;

/** Whatever no other route answers: a path that there is not, or that is used by another method. */
record OtherPaths(HttpMethod method, AccessRule access) implements PageRoute {
    private static final List<String> READ =
            List.of("/", ApiPaths.FLEET, ApiPaths.DECISIONS, ApiPaths.EVENTS, ApiPaths.OPEN_API);

    static List<RouteModule> all(AccessRule access) {
        return Stream.of(
                        HttpMethod.GET,
                        HttpMethod.HEAD,
                        HttpMethod.POST,
                        HttpMethod.PUT,
                        HttpMethod.PATCH,
                        HttpMethod.DELETE,
                        HttpMethod.OPTIONS,
                        HttpMethod.TRACE)
                .<RouteModule>map(method -> new OtherPaths(method, access))
                .toList();
    }

    @Override
    public List<String> paths() {
        return List.of("/*");
    }

    @Override
    public void answer(RoutingContext request) {
        var path = request.normalizedPath();
        var allowed = allowed(path);
        if (allowed.isEmpty() || allowed.equals(method.name())) {
            ApiProblem.notFound("there is nothing at this path; " + ApiPaths.OPEN_API + " says what there is")
                    .answer(request);
        } else {
            request.response().putHeader(HttpHeaders.ALLOW, allowed);
            ApiProblem.notAllowed("this path answers " + allowed + " only").answer(request);
        }
    }

    private static String allowed(String path) {
        if (path.equals(ApiPaths.PLAN)) {
            return HttpMethod.POST.name();
        }
        boolean read = READ.contains(path) || path.startsWith(ApiPaths.VARIANTS + "/") || path.startsWith("/assets/");
        return read ? HttpMethod.GET.name() : "";
    }
}
