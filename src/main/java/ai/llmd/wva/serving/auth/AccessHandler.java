package ai.llmd.wva.serving.auth;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before a route and lets through whom its rule lets in; all others hear why not.
 *
 * @param refusal answers the others
 */
public record AccessHandler(AccessRule rule, BiConsumer<RoutingContext, AccessVerdict> refusal)
        implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(AccessHandler.class);

    @Override
    public void handle(RoutingContext request) {
        rule.check(request).onSuccess(verdict -> decide(request, verdict)).onFailure(error -> {
            LOG.atError().setCause(error).addKeyValue("path", path(request)).log("cannot authenticate the client");
            request.response().setStatusCode(500).end("cannot authenticate the client: see the log\n");
        });
    }

    private void decide(RoutingContext request, AccessVerdict verdict) {
        if (verdict == AccessVerdict.GRANTED) {
            request.next();
        } else {
            refusal.accept(request, verdict);
        }
    }

    /** The refusal for readers of plain text. */
    public static void inPlainText(RoutingContext request, AccessVerdict verdict) {
        var response = request.response();
        switch (verdict) {
            case GRANTED -> request.next();
            case UNAUTHENTICATED ->
                response.setStatusCode(401)
                        .putHeader(
                                "WWW-Authenticate",
                                "Bearer realm=\"" + path(request).substring(1) + "\"")
                        .end("a bearer token that is valid in this cluster is required\n");
            case FORBIDDEN ->
                response.setStatusCode(403)
                        .end("the user of the token may not get the nonResourceURL " + path(request) + "\n");
            case UNAVAILABLE ->
                response.setStatusCode(503)
                        .putHeader("Retry-After", "10")
                        .end("the API server does not answer, so the token cannot be reviewed\n");
        }
    }

    /** The route's, not the request's: a client does not choose what we say. */
    private static String path(RoutingContext request) {
        return request.currentRoute().getPath();
    }
}
