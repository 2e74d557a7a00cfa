package ai.llmd.wva.metrics.prometheus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A whole answer, whatever its status, unless it is a redirect or not JSON. */
record HttpAnswer(int status, Buffer body) {
    /** Of one answer, decompressed. */
    private static final int MAX_BYTES = 64 << 20;

    /** Of an answer in which an error is looked for. */
    private static final int MAX_SHOWN_BYTES = 64 << 10;

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;

    /** What came so far. It is put together once, since a buffer that grows takes several times the room. */
    private static final class Collected {
        private final List<Buffer> chunks = new ArrayList<>();
        private int bytes;

        /** False if that were too much. */
        boolean add(Buffer chunk) {
            if (bytes + (long) chunk.length() > MAX_BYTES) {
                return false;
            }
            chunks.add(chunk);
            bytes += chunk.length();
            return true;
        }

        Buffer whole() {
            var whole = Buffer.buffer(bytes);
            chunks.forEach(whole::appendBuffer);
            chunks.clear();
            return whole;
        }
    }

    static Future<HttpAnswer> of(HttpClientRequest request, HttpClientResponse response, Access access) {
        Promise<Buffer> whole = Promise.promise();
        var collected = new Collected();
        response.handler(chunk -> {
            if (!collected.add(chunk)) {
                whole.tryFail(QueryFailure.lasting("answered with more than " + MAX_BYTES + " bytes"));
                request.reset();
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(collected.whole()));
        return whole.future().map(body -> new HttpAnswer(response.statusCode(), checked(response, body, access)));
    }

    boolean isOk() {
        return status == OK;
    }

    /** Whether another method may be taken where this one is not. */
    boolean mayRefuseTheMethod() {
        return isForbidden() || status == METHOD_NOT_ALLOWED || status == NOT_IMPLEMENTED;
    }

    boolean isForbidden() {
        return status == FORBIDDEN;
    }

    /** What an answer that is not {@linkplain #isOk() good} means. */
    QueryFailure refusal(Access access) {
        var said = QueryAnswer.errorText(shown(body, access));
        if (status == UNAUTHORIZED || isForbidden()) {
            return QueryFailure.lasting(
                    "answered " + status + " to " + access.login().source() + ": " + said);
        }
        var message = "answered " + status + ": " + said;
        return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS
                ? QueryFailure.passing(message)
                : QueryFailure.lasting(message);
    }

    private static Buffer checked(HttpClientResponse response, Buffer body, Access access) {
        var type = response.getHeader(HttpHeaders.CONTENT_TYPE);
        if (response.statusCode() == OK && (type == null || !type.contains("json"))) {
            throw QueryFailure.lasting("answered with " + (type == null ? "no content type" : type)
                    + " instead of JSON, so it is probably not Prometheus: "
                    + QueryFailure.beginning(shown(body, access)));
        }
        if (response.statusCode() >= 300 && response.statusCode() < 400) {
            throw QueryFailure.lasting("answered " + response.statusCode() + ", redirecting to "
                    + response.getHeader(HttpHeaders.LOCATION) + ": PROMETHEUS_BASE_URL is not Prometheus itself");
        }
        return body;
    }

    /** What may be shown of a body, before it is cut: a part of a secret is one too. */
    private static byte[] shown(Buffer body, Access access) {
        var beginning = body.getString(0, Math.min(body.length(), MAX_SHOWN_BYTES));
        return access.withoutSecrets(beginning).getBytes(StandardCharsets.UTF_8);
    }
}
