package ai.llmd.wva.page.http;

import ai.llmd.wva.page.PageJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Why a request is not answered: an RFC 9457 problem document. */
public final class ApiProblem extends Exception {
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    static final int TOO_LARGE = 413;
    static final int UNSUPPORTED_TYPE = 415;
    static final int INTERNAL = 500;
    static final int UNAVAILABLE = 503;

    private static final long serialVersionUID = 1L;
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String RETRY_AFTER_SECONDS = "5";

    private final int status;
    private final String title;

    private record ProblemBody(String type, String title, int status, String detail) {}

    private ApiProblem(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    /** The request says something that cannot be meant. */
    public static ApiProblem badRequest(String detail) {
        return new ApiProblem(BAD_REQUEST, "Bad request", detail);
    }

    public static ApiProblem unauthorized(String detail) {
        return new ApiProblem(UNAUTHORIZED, "Unauthorized", detail);
    }

    public static ApiProblem forbidden(String detail) {
        return new ApiProblem(FORBIDDEN, "Forbidden", detail);
    }

    public static ApiProblem notFound(String detail) {
        return new ApiProblem(NOT_FOUND, "Not found", detail);
    }

    static ApiProblem notAllowed(String detail) {
        return new ApiProblem(NOT_ALLOWED, "Method not allowed", detail);
    }

    /** Right in itself, and impossible as things are now. */
    public static ApiProblem conflict(String detail) {
        return new ApiProblem(CONFLICT, "Not possible now", detail);
    }

    static ApiProblem tooLarge(String detail) {
        return new ApiProblem(TOO_LARGE, "Too large", detail);
    }

    static ApiProblem unsupportedType(String detail) {
        return new ApiProblem(UNSUPPORTED_TYPE, "Unsupported media type", detail);
    }

    static ApiProblem internal() {
        return new ApiProblem(INTERNAL, "Internal error", "a fault of the controller's own: its log says more");
    }

    /** Worth another try in a while. */
    static ApiProblem unavailable(String detail) {
        return new ApiProblem(UNAVAILABLE, "Unavailable", detail);
    }

    public int status() {
        return status;
    }

    void answer(RoutingContext request) {
        var response = request.response();
        // a body that nobody reads
        request.request().resume();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            // too late to say it
            response.reset();
            return;
        }
        PageHeaders.put(response);
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        if (status == UNAUTHORIZED) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"wva\"");
        }
        if (status == UNAVAILABLE) {
            response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        response.end(Buffer.buffer(PageJson.bytes(new ProblemBody("about:blank", title, status, getMessage()))));
    }
}
