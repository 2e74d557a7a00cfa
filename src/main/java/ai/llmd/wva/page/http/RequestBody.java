package ai.llmd.wva.page.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** The body of a request: JSON, and not too much of it. */
final class RequestBody {
    private static final int LARGEST_BYTES = 64 * 1024;

    private RequestBody() {}

    static Future<Buffer> read(RoutingContext context) throws ApiProblem {
        var request = context.request();
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null
                || !type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json")) {
            throw ApiProblem.unsupportedType("the body must be of type application/json");
        }
        var whole = Promise.<Buffer>promise();
        var body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > LARGEST_BYTES) {
                whole.tryFail(ApiProblem.tooLarge("the body is larger than " + LARGEST_BYTES + " bytes"));
            } else {
                body.appendBuffer(part);
            }
        });
        request.endHandler(ended -> whole.tryComplete(body));
        request.exceptionHandler(whole::tryFail);
        request.resume();
        return whole.future();
    }
}
