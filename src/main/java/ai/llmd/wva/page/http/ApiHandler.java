package ai.llmd.wva.page.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Answers a request in JSON; on the event loop, which it must not block. */
@FunctionalInterface
interface ApiHandler {

    /**
     * The answer, now or later.
     *
     * @throws ApiProblem why there is none; likewise as the failure of the future
     */
    Future<Buffer> answer(RoutingContext request) throws ApiProblem;
}
