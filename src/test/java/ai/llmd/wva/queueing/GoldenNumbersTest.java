package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Published results. They were computed in 32-bit floats, hence the tolerances of 1e-5 and 1e-4. */
class GoldenNumbersTest {
    private static final Percentage FIVE_DIGITS = withinPercentage(1e-3);
    private static final Percentage FOUR_DIGITS = withinPercentage(1e-2);

    /** The worked example of a profile with alpha and beta only: 40 requests a minute on two replicas. */
    @Nested
    class DecodeOnlyProfile {
        private final Replica replica = Replica.decodeOnly(4, new DecodeTime(20.58, 0.41));
        private final RequestShape shape = new RequestShape(0, 178);

        @Test
        void latencyAtTwentyRequestsPerMinute() {
            var performance = new ReplicaModel(replica, shape).analyze(20.0 / 60);

            assertThat(performance.itlMillis()).isCloseTo(21.49347, FIVE_DIGITS);
            assertThat(performance.waitMillis()).isCloseTo(69.7666, FIVE_DIGITS);
            assertThat(performance.utilization()).isCloseTo(0.717897, FIVE_DIGITS);
            assertThat(performance.ttftMillis()).isEqualTo(performance.waitMillis());
        }

        @Test
        void largestRate() {
            var sizing = feasible(Sizer.size(replica, shape, new LatencyTargets(500, 24, 0)));

            assertThat(sizing.maxRatePerSecond() * 60).isCloseTo(25.31145, FIVE_DIGITS);
            assertThat(sizing.perReplicaRatePerSecond()).isEqualTo(sizing.maxRatePerSecond());
            assertThat(Math.ceil(40 / (sizing.perReplicaRatePerSecond() * 60))).isEqualTo(2);
            assertThat(sizing.binding()).isEqualTo(SizingLimit.TTFT);
        }

        @Test
        void atMostTenBatchesAreInTheSystem() {
            assertThat(replica.maxBatchSize() + replica.maxQueue()).isEqualTo(40);
        }
    }

    /** Case (a): the same decode times, with prefill. Q = 10 N waiting places, so at most 11 N in the system. */
    @Nested
    class SmallBatch {
        private final Replica replica =
                Replica.prefillAndDecode(4, new DecodeTime(20.58, 0.41), new PrefillTime(5.2, 0.1));
        private final RequestShape shape = new RequestShape(50, 178);

        @Test
        void latencyAtAThirdPerSecond() {
            var performance = new ReplicaModel(replica, shape).analyze(0.333333);

            assertThat(performance.responseMillis()).isCloseTo(3890.317, FOUR_DIGITS);
            assertThat(performance.waitMillis()).isCloseTo(69.76587, FOUR_DIGITS);
            assertThat(performance.meanInService()).isCloseTo(1.273516, FOUR_DIGITS);
            assertThat(performance.prefillMillis()).isCloseTo(16.33134, FOUR_DIGITS);
            assertThat(performance.itlMillis()).isCloseTo(21.49277, FOUR_DIGITS);
            assertThat(performance.ttftMillis()).isCloseTo(86.09721, FOUR_DIGITS);
        }

        @Test
        void largestRate() {
            var sizing = feasible(Sizer.size(replica, shape, new LatencyTargets(500, 24, 0)));

            assertThat(sizing.maxRatePerSecond()).isCloseTo(0.5550028, FOUR_DIGITS);
            assertThat(sizing.perReplicaRatePerSecond())
                    .isEqualTo(new ReplicaModel(replica, shape)
                            .analyze(sizing.maxRatePerSecond())
                            .throughputPerSecond());
        }

        @Test
        void atMostElevenBatchesAreInTheSystem() {
            assertThat(replica.maxBatchSize() + replica.maxQueue()).isEqualTo(44);
        }
    }

    /** Case (b): a large batch. */
    @Nested
    class LargeBatch {
        private final Replica replica =
                Replica.prefillAndDecode(256, new DecodeTime(7.470, 0.044), new PrefillTime(15.415, 0.000337));
        private final RequestShape shape = new RequestShape(128, 512);

        @Test
        void capacity() {
            assertThat(new ReplicaModel(replica, shape).maxRatePerSecond()).isCloseTo(26.641, FOUR_DIGITS);
        }

        @Test
        void largestRateForEachTarget() {
            var sizing = feasible(Sizer.size(replica, shape, new LatencyTargets(1000, 10, 0)));

            assertThat(sizing.rateForTtftPerSecond()).isCloseTo(26.138, FOUR_DIGITS);
            assertThat(sizing.rateForItlPerSecond()).isCloseTo(11.018, FOUR_DIGITS);
            assertThat(sizing.maxRatePerSecond()).isEqualTo(sizing.rateForItlPerSecond());
            assertThat(sizing.binding()).isEqualTo(SizingLimit.ITL);
        }

        @Test
        void latencyAtTheLargestRate() {
            var sizing = feasible(Sizer.size(replica, shape, new LatencyTargets(1000, 10, 0)));
            var performance = new ReplicaModel(replica, shape).analyze(sizing.maxRatePerSecond());

            assertThat(performance.meanInService()).isCloseTo(56.5, FOUR_DIGITS);
            assertThat(performance.responseMillis()).isCloseTo(5127.9, FOUR_DIGITS);
            assertThat(performance.ttftMillis()).isCloseTo(17.895, FOUR_DIGITS);
        }
    }

    /** Case (c): a short queue of 16 places. */
    @Nested
    class ShortQueue {
        private final ReplicaModel model = new ReplicaModel(
                Replica.prefillAndDecode(8, new DecodeTime(1, 0.01), new PrefillTime(10, 0.001))
                        .withQueue(16),
                new RequestShape(100, 10));

        @Test
        void capacity() {
            assertThat(model.maxRatePerSecond()).isCloseTo(389.4737, FOUR_DIGITS);
        }

        @Test
        void latencyAtThreeHundredPerSecond() {
            var performance = model.analyze(300);

            assertThat(performance.throughputPerSecond()).isCloseTo(299.5963, FOUR_DIGITS);
            assertThat(performance.responseMillis()).isCloseTo(24.27031, FOUR_DIGITS);
            assertThat(performance.waitMillis()).isCloseTo(3.999287, FOUR_DIGITS);
            assertThat(performance.itlMillis()).isCloseTo(1.066896, FOUR_DIGITS);
            assertThat(performance.utilization()).isCloseTo(0.7591404, FOUR_DIGITS);
        }
    }

    private static Sizing.Feasible feasible(Sizing sizing) {
        assertThat(sizing).isInstanceOf(Sizing.Feasible.class);
        return (Sizing.Feasible) sizing;
    }
}
