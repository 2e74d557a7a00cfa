package ai.llmd.wva.serving.probes;

import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRule;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;

/**
 * GET /healthz: whether the event loop of each verticle still turns. One that is stuck for good cannot be mended from
 * inside; the kubelet restarts the container.
 *
 * @param limit within which each must answer; shorter than the kubelet's timeout
 */
record Liveness(Vertx vertx, Duration limit) implements RouteModule {
    private static final int UNAVAILABLE = 503;

    @Override
    public List<String> paths() {
        return List.of("/healthz");
    }

    @Override
    public AccessRule access() {
        return AccessRule.open();
    }

    @Override
    public void answer(RoutingContext request) {
        var answers = EventLoops.ofVerticles(vertx).stream()
                .map(loop -> EventLoops.turns(vertx, loop, limit))
                .toList();
        Future.all(answers)
                .onSuccess(all -> request.response().end("ok\n"))
                .onFailure(stuck -> request.response()
                        .setStatusCode(UNAVAILABLE)
                        .end("an event loop has not answered within " + limit.toMillis() + " ms\n"));
    }
}
