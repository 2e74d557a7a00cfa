package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A sizing allocates its few objects and its answer, and nothing that grows with the batch or with the steps of a
 * search.
 */
class SizerAllocationTest {
    private static final int SIZINGS = 200;
    private static final long MOST_BYTES_PER_SIZING = 1024;

    @ParameterizedTest
    @ValueSource(ints = {8, 256, 4096})
    void allocatesLessThanAKibibyteWhateverTheBatch(int batch) {
        var replica = Replica.prefillAndDecode(batch, new DecodeTime(20, 0.05), new PrefillTime(15, 0.0003));
        var shape = new RequestShape(128, 512);
        var targets = new LatencyTargets(1000, 20 + 0.03 * batch, 0);
        assertThat(bytesPerSizing(replica, shape, targets)).isLessThan(MOST_BYTES_PER_SIZING);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 256, 4096})
    void aPercentileTakesNoMoreWhateverTheBatch(int batch) {
        var replica = Replica.prefillAndDecode(batch, new DecodeTime(20, 0.05), new PrefillTime(15, 0.0003));
        var targets = new LatencyTargets(1000, 20 + 0.03 * batch, 0).atPercentile(95);
        for (var variability : new double[] {0, 0.5, 1}) {
            assertThat(bytesPerSizing(replica, new RequestShape(128, 512, variability), targets))
                    .isLessThan(MOST_BYTES_PER_SIZING);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 256, 4096})
    void continuousBatchingTakesNoMoreThanTwiceThat(int batch) {
        var replica = Replica.prefillAndDecode(batch, new DecodeTime(20, 0.05), new PrefillTime(15, 0.0003))
                .withContinuousBatching(ContinuousBatching.withKvCache(OptionalDouble.of(500.0 * batch)));
        var targets = new LatencyTargets(1000, 20 + 0.03 * batch, 0);
        var shape = new RequestShape(128, 512);
        assertThat(bytesPerSizing(replica, shape, targets)).isLessThan(2 * MOST_BYTES_PER_SIZING);
        assertThat(bytesPerSizing(replica, shape, targets.atPercentile(95))).isLessThan(2 * MOST_BYTES_PER_SIZING);
    }

    private static long bytesPerSizing(Replica replica, RequestShape shape, LatencyTargets targets) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var feasible = sizeRepeatedly(replica, shape, targets);

        var before = threads.getCurrentThreadAllocatedBytes();
        feasible += sizeRepeatedly(replica, shape, targets);
        var bytes = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(feasible).isEqualTo(2 * SIZINGS);
        return bytes / SIZINGS;
    }

    private static int sizeRepeatedly(Replica replica, RequestShape shape, LatencyTargets targets) {
        var feasible = 0;
        for (var i = 0; i < SIZINGS; i++) {
            if (Sizer.size(replica, shape, targets) instanceof Sizing.Feasible) {
                feasible++;
            }
        }
        return feasible;
    }
}
