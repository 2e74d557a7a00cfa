package ai.llmd.wva.page.http;

import ai.llmd.wva.page.PageState;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;

/** The way to what the page knows: one thread, which answers in turn. Any context may ask. */
public final class PageDesk {
    private final PageState state;
    private final WorkerExecutor worker;
    private final Clock clock;

    /** @param worker of one thread */
    public PageDesk(PageState state, WorkerExecutor worker, Clock clock) {
        this.state = state;
        this.worker = worker;
        this.clock = clock;
    }

    /** Has something done with the state, at a time, and brings back what comes of it. */
    public <T> Future<T> ask(BiFunction<PageState, Instant, T> task) {
        return worker.executeBlocking(() -> task.apply(state, clock.instant()), false);
    }
}
