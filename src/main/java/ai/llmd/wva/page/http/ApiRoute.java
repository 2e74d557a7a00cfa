package ai.llmd.wva.page.http;

import ai.llmd.wva.serving.auth.AccessRule;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A path of the API; whatever goes wrong is answered by a problem document. */
record ApiRoute(HttpMethod method, String path, AccessRule access, ApiHandler handler) implements PageRoute {
    private static final Logger LOG = LoggerFactory.getLogger(ApiRoute.class);

    static ApiRoute get(String path, AccessRule access, ApiHandler handler) {
        return new ApiRoute(HttpMethod.GET, path, access, handler);
    }

    @Override
    public List<String> paths() {
        return List.of(path);
    }

    @Override
    public void answer(RoutingContext request) {
        tried(request)
                .onSuccess(json -> {
                    var response = request.response();
                    if (!response.closed()) {
                        PageHeaders.put(response);
                        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                                .end(json);
                    }
                })
                .onFailure(error -> fail(request, error));
    }

    private Future<Buffer> tried(RoutingContext request) {
        try {
            return handler.answer(request);
        } catch (ApiProblem | RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    static void fail(RoutingContext request, Throwable error) {
        if (error instanceof ApiProblem problem) {
            problem.answer(request);
        } else {
            LOG.atError()
                    .setCause(error)
                    .addKeyValue("route", request.currentRoute().getPath())
                    .log("cannot answer a request of the live page");
            ApiProblem.internal().answer(request);
        }
    }
}
