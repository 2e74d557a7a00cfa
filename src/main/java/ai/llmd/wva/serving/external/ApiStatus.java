package ai.llmd.wva.serving.external;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** An answer of the API in JSON; an error is a {@code Status}, whose message autoscalers show to their users. */
final class ApiStatus {
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int NOT_ACCEPTABLE = 406;
    static final int UNAVAILABLE = 503;

    private ApiStatus() {}

    static void json(RoutingContext request, JsonObject document) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                // too short to be worth compressing
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                .end(document.toBuffer());
    }

    static void error(RoutingContext request, int code, String reason, String message) {
        request.response().setStatusCode(code);
        json(
                request,
                new JsonObject()
                        .put("kind", "Status")
                        .put("apiVersion", "v1")
                        .put("metadata", new JsonObject())
                        .put("status", "Failure")
                        .put("message", message)
                        .put("reason", reason)
                        .put("code", code));
    }
}
