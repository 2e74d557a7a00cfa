package ai.llmd.wva.serving.external;

import ai.llmd.wva.serving.auth.AccessVerdict;
import ai.llmd.wva.serving.auth.DelegatedRule;
import io.vertx.ext.web.RoutingContext;

/** Says who is refused, and why, in the words of Kubernetes. */
final class ApiRefusal {
    private ApiRefusal() {}

    static void answer(RoutingContext request, AccessVerdict verdict) {
        switch (verdict) {
            case GRANTED -> request.next();
            case UNAUTHENTICATED -> ApiStatus.error(request, ApiStatus.UNAUTHORIZED, "Unauthorized", "Unauthorized");
            case FORBIDDEN ->
                ApiStatus.error(
                        request,
                        ApiStatus.FORBIDDEN,
                        "Forbidden",
                        "forbidden: User \"" + DelegatedRule.callerOf(request) + "\" may not read "
                                + request.normalizedPath());
            case UNAVAILABLE -> {
                request.response().putHeader("Retry-After", "10");
                ApiStatus.error(
                        request,
                        ApiStatus.UNAVAILABLE,
                        "ServiceUnavailable",
                        "the API server does not answer, so access cannot be checked");
            }
        }
    }
}
