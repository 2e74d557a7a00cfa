package ai.llmd.wva.serving.auth;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Asks an authorizer about the request's bearer token, on a worker. */
record BearerRule(TokenAuthorizer authorizer, String path) implements AccessRule {
    @Override
    public Future<AccessVerdict> check(RoutingContext request) {
        return BearerToken.of(request.request())
                .map(shown -> request.vertx().executeBlocking(() -> authorizer.check(shown, path), false))
                .orElse(Future.succeededFuture(AccessVerdict.UNAUTHENTICATED));
    }
}
