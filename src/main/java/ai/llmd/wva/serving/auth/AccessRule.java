package ai.llmd.wva.serving.auth;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Who may use a route; asked for every request, on the event loop, which it must not block. */
@FunctionalInterface
public interface AccessRule {

    /** The verdict on a request. A failed future lets nobody in. */
    Future<AccessVerdict> check(RoutingContext request);

    /** Everyone may. */
    static AccessRule open() {
        return request -> Future.succeededFuture(AccessVerdict.GRANTED);
    }

    /** Who shows a bearer token with the right to {@code get} the nonResourceURL {@code path} may. */
    static AccessRule bearer(TokenAuthorizer authorizer, String path) {
        return new BearerRule(authorizer, path);
    }
}
