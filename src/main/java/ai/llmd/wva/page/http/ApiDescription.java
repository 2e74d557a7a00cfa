package ai.llmd.wva.page.http;

import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRule;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The OpenAPI document of the API, as it lies on the class path. */
final class ApiDescription {
    private static final String RESOURCE = "/page-api/openapi.json";

    private ApiDescription() {}

    static RouteModule behind(AccessRule access) {
        var document = read();
        return ApiRoute.get(ApiPaths.OPEN_API, access, request -> {
            ApiQuery.of(request);
            return Future.succeededFuture(document);
        });
    }

    private static Buffer read() {
        try (var in = ApiDescription.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the jar was built without " + RESOURCE);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
