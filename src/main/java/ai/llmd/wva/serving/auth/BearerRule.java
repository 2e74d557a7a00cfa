package ai.llmd.wva.serving.auth;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;

/** Asks an authorizer about the request's bearer token, on a worker. */
record BearerRule(TokenAuthorizer authorizer, String path) implements AccessRule {
    private static final String SCHEME = "bearer ";

    @Override
    public Future<AccessVerdict> check(RoutingContext request) {
        var token = bearerToken(request.request().getHeader(HttpHeaders.AUTHORIZATION));
        return token.map(shown -> request.vertx().executeBlocking(() -> authorizer.check(shown, path), false))
                .orElse(Future.succeededFuture(AccessVerdict.UNAUTHENTICATED));
    }

    private static Optional<String> bearerToken(String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        return Optional.of(header.substring(SCHEME.length()).strip()).filter(token -> !token.isEmpty());
    }
}
