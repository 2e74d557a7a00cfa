package ai.llmd.wva.cli;

import ai.llmd.wva.config.Durations;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells, from 2 s on and then every 5 s, that a search still goes on, and when it ends at the latest. */
final class SearchProgress {
    static final Duration FIRST = Duration.ofSeconds(2);
    static final Duration EVERY = Duration.ofSeconds(5);

    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> telling;
    private final Duration atMost;
    private final Consumer<String> line;
    private Duration passed = FIRST.minus(EVERY);

    /**
     * Begins to tell.
     *
     * @param atMost after how long the search ends
     * @param line takes what is told; is called on the timer's thread
     */
    SearchProgress(ScheduledExecutorService timer, Duration atMost, Consumer<String> line) {
        this.timer = timer;
        this.atMost = atMost;
        this.line = line;
        this.telling = timer.scheduleAtFixedRate(this::tell, FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** By a timer of its own, on a thread that keeps no process alive. */
    static SearchProgress of(Duration atMost, Consumer<String> line) {
        var timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "search-progress");
            thread.setDaemon(true);
            return thread;
        });
        return new SearchProgress(timer, atMost, line);
    }

    private void tell() {
        passed = passed.plus(EVERY);
        line.accept("still searching after " + passed.toSeconds() + " s; the search ends after "
                + Durations.format(atMost) + " at most (--time-limit)");
    }

    /** Tells no more. */
    void close() {
        telling.cancel(false);
        timer.shutdownNow();
    }
}
