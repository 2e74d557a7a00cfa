package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchProgressTest {
    private final List<String> lines = new ArrayList<>();
    private final Timer timer = new Timer();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void tellsAfterTwoSecondsAndThenEveryFiveThatTheSearchGoesOn() {
        new SearchProgress(timer, Duration.ofSeconds(90), lines::add);

        assertThat(timer.delays).containsExactly(2_000L, 5_000L);
        timer.task.run();
        timer.task.run();
        assertThat(lines)
                .containsExactly(
                        "still searching after 2 s; the search ends after 1m30s at most (--time-limit)",
                        "still searching after 7 s; the search ends after 1m30s at most (--time-limit)");
    }

    @Test
    void endsWithTheSearch() {
        new SearchProgress(timer, Duration.ofSeconds(10), lines::add).close();

        assertThat(timer.isShutdown()).isTrue();
        assertThat(lines).isEmpty();
    }

    /** Keeps what it is to run. */
    private static final class Timer extends ScheduledThreadPoolExecutor {
        private final List<Long> delays = new ArrayList<>();
        private Runnable task;

        Timer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long first, long period, TimeUnit unit) {
            task = command;
            delays.addAll(List.of(unit.toMillis(first), unit.toMillis(period)));
            return super.schedule(() -> {}, 0, unit);
        }
    }
}
