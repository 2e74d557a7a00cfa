package ai.llmd.wva.page.http;

import ai.llmd.wva.serving.auth.AccessRequest;
import ai.llmd.wva.serving.auth.AccessRule;
import ai.llmd.wva.serving.auth.AccessVerdict;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may use the page: whoever comes from no other site, and, on the loopback address, calls it by a name of this
 * machine, so that no site can have its visitors' browsers ask in its stead (DNS rebinding, forged requests); elsewhere
 * who has the right.
 */
public final class PageAccess {
    /**
     * The nonResourceURL that a user needs a right to, for the page and its API alike. It is a name and not a path of
     * the page: Kubernetes grants {@code get} on {@code /api/*} to every user.
     */
    public static final String RIGHT = "/wva/page";

    private static final String WHY = "refusal";
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private PageAccess() {}

    /** For the loopback address. */
    public static AccessRule local(Set<String> furtherHosts) {
        var hosts = new TreeSet<>(LOCAL);
        furtherHosts.forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        return request -> {
            var authority = request.request().authority();
            var host = authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
            if (!hosts.contains(host)) {
                return refused(
                        request,
                        "the Host header names neither localhost nor a host of the setting page.hosts: '" + host + "'");
            }
            return site(request);
        };
    }

    /** For an address that others reach. */
    public static AccessRule remote(AccessRule right) {
        return request -> {
            // a body waits until it is known who sends it
            if (HttpMethod.POST.equals(request.request().method())) {
                request.request().pause();
            }
            return site(request)
                    .compose(verdict -> verdict.equals(AccessVerdict.GRANTED)
                            ? right.check(request)
                            : Future.succeededFuture(verdict));
        };
    }

    /** What a request takes a right to. */
    public static AccessRequest demand(RoutingContext request) {
        return new AccessRequest.Path(RIGHT, verb(request));
    }

    private static String verb(RoutingContext request) {
        return request.request().method().name().toLowerCase(Locale.ROOT);
    }

    /** A link that leads here from another site is fine; a script of another site is not. */
    private static Future<AccessVerdict> site(RoutingContext context) {
        var request = context.request();
        var site = request.getHeader("Sec-Fetch-Site");
        boolean foreign = site == null ? comesFromElsewhere(request) : !OWN_SITE.contains(site);
        boolean link =
                HttpMethod.GET.equals(request.method()) && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
        return foreign && !link
                ? refused(context, "the request comes from a page of another site")
                : Future.succeededFuture(AccessVerdict.GRANTED);
    }

    /** For browsers that do not tell the site: the origin must be what was called. */
    private static boolean comesFromElsewhere(HttpServerRequest request) {
        var origin = request.getHeader("Origin");
        var host = request.getHeader("Host");
        return origin != null && !(origin.equals("http://" + host) || origin.equals("https://" + host));
    }

    private static Future<AccessVerdict> refused(RoutingContext request, String why) {
        request.put(WHY, why);
        return Future.succeededFuture(AccessVerdict.FORBIDDEN);
    }

    /** Says why. */
    static void refuse(RoutingContext request, AccessVerdict verdict) {
        var problem =
                switch (verdict) {
                    case GRANTED -> ApiProblem.internal();
                    case UNAUTHENTICATED ->
                        ApiProblem.unauthorized("a bearer token that is valid in this cluster is required");
                    case FORBIDDEN ->
                        ApiProblem.forbidden(request.get(
                                WHY,
                                "the token's bearer has no right to " + verb(request) + " the nonResourceURL "
                                        + RIGHT));
                    case UNAVAILABLE ->
                        ApiProblem.unavailable("the API server does not answer, so the token cannot be reviewed");
                };
        problem.answer(request);
    }
}
