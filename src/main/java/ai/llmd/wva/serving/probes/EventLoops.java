package ai.llmd.wva.serving.probes;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The event loops that somebody works on; the others of the pool have not even a thread yet. */
final class EventLoops {
    private EventLoops() {}

    /** The event-loop contexts of all deployed verticles. */
    static List<Context> ofVerticles(Vertx vertx) {
        return ((VertxInternal) vertx)
                .deploymentManager().deployments().stream()
                        .flatMap(deployed -> deployed.deployment().contexts().stream())
                        .filter(context -> context.threadingModel() == ThreadingModel.EVENT_LOOP)
                        .toList();
    }

    /** Succeeds once the loop has run a task, fails if it has not within the limit. */
    static Future<Void> turns(Vertx vertx, Context loop, Duration limit) {
        var ran = Promise.<Void>promise();
        loop.runOnContext(turn -> ran.tryComplete());
        var context = vertx.getOrCreateContext();
        // back on the asker's own loop, where the limit is kept
        var here = Promise.<Void>promise();
        ran.future().onComplete(done -> context.runOnContext(go -> here.tryComplete()));
        return here.future().timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
