package ai.llmd.wva.metrics.prometheus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries again, after a pause, what failed in a way that may pass. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final Vertx vertx;
    private final List<Duration> delays;

    Attempts(Vertx vertx, List<Duration> delays) {
        this.vertx = vertx;
        this.delays = delays;
    }

    /** The first success, or the failure of the last attempt. */
    <T> Future<T> of(String name, Supplier<Future<T>> attempt) {
        return from(0, name, attempt);
    }

    private <T> Future<T> from(int number, String name, Supplier<Future<T>> attempt) {
        return attempt.get().recover(failure -> {
            if (number >= delays.size() || !(failure instanceof QueryFailure query) || !query.isPassing()) {
                return Future.failedFuture(failure);
            }
            var delay = delays.get(number);
            LOG.atDebug()
                    .addKeyValue("query", name)
                    .addKeyValue("attempt", number + 1)
                    .addKeyValue("delay", delay)
                    .log("Prometheus {}", failure.getMessage());
            var pause = delay.isZero() ? Future.succeededFuture() : vertx.timer(delay);
            return pause.compose(elapsed -> from(number + 1, name, attempt));
        });
    }
}
