package ai.llmd.wva.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkLimitTest {
    /** Such a clock may stand anywhere, and runs over. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void isReachedWhenTheTimeHasPassedWhereverTheClockBegins() {
        var limit = WorkLimit.within(Duration.ofNanos(10), nanos::get);
        nanos.addAndGet(9);
        assertThat(limit.reached()).isFalse();
        nanos.addAndGet(1);
        assertThat(limit.reached()).isTrue();
    }

    @Test
    void noTimeIsReachedAtOnce() {
        assertThat(WorkLimit.within(Duration.ZERO, nanos::get).reached()).isTrue();
        assertThat(WorkLimit.NONE.reached()).isFalse();
    }
}
