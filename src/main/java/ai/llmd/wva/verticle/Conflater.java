package ai.llmd.wva.verticle;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one slow job after another: while one runs, only the newest of the records that come waits, so nothing ever
 * queues up. A job that fails costs its own record only. Used from one context, on which the jobs complete.
 */
final class Conflater<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Conflater.class);

    private final Function<T, Future<Void>> job;
    private T waiting;
    private Promise<Void> idle = Promise.promise();
    private boolean busy;

    Conflater(Function<T, Future<Void>> job) {
        this.job = job;
        idle.complete();
    }

    void accept(T record) {
        if (busy) {
            waiting = record;
            return;
        }
        busy = true;
        idle = Promise.promise();
        run(record);
    }

    private void run(T record) {
        begin(record).onComplete(ended -> {
            if (ended.failed()) {
                LOG.atError().setCause(ended.cause()).log("a job failed: continuing with the next one");
            }
            var next = waiting;
            waiting = null;
            if (next == null) {
                busy = false;
                idle.complete();
            } else {
                run(next);
            }
        });
    }

    private Future<Void> begin(T record) {
        try {
            return job.apply(record);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    /** Completes when nothing runs and nothing waits. */
    Future<Void> whenIdle() {
        return idle.future();
    }
}
