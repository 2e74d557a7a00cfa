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

    @Test
    void toldIsWhatPartIsSpent() {
        var limit = WorkLimit.within(Duration.ofNanos(10), nanos::get);
        assertThat(limit.spent()).isZero();
        nanos.addAndGet(4);
        assertThat(limit.spent()).isEqualTo(0.4);
        nanos.addAndGet(40);
        assertThat(limit.spent()).isEqualTo(1);
    }

    @Test
    void aPartIsOfWhatIsLeft() {
        var limit = WorkLimit.within(Duration.ofNanos(10), nanos::get);
        nanos.addAndGet(4);
        var half = limit.part(0.5);
        nanos.addAndGet(2);
        assertThat(half.reached()).isFalse();
        nanos.addAndGet(1);
        assertThat(half.reached()).isTrue();
        assertThat(limit.reached()).isFalse();
    }

    @Test
    void whereNobodyKnowsAPartIsAllOfIt() {
        var asked = new int[1];
        WorkLimit limit = () -> ++asked[0] > 3;
        var half = limit.part(0.5);

        assertThat(half.reached()).isFalse();
        assertThat(limit.reached()).isTrue();
        assertThat(half.reached()).isTrue();
        assertThat(WorkLimit.NONE.part(0.5).reached()).isFalse();
    }
}
