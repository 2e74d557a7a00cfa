package ai.llmd.wva.engine;

import java.util.Arrays;
import java.util.List;

/**
 * One of three published measurements of one replica for 20 min under Poisson arrivals of fixed lengths, and the same
 * simulated: the second calibration, the median of some seeds.
 *
 * @param published percentiles of the time to the first token in seconds, p50 and p99
 * @param firstSimulated the same by an independent simulation with that calibration
 * @param simulated the same by this engine
 */
record TokenAwareTrio(
        int inputTokens, int outputTokens, double perSecond, Pair published, Pair firstSimulated, Pair simulated) {
    private static final int SEEDS = 9;
    private static final double MINUTES = 20;

    /** Two percentiles. */
    record Pair(double p50, double p99) {}

    static List<TokenAwareTrio> all() {
        return List.of(
                of(8_192, 256, 1.93, new Pair(225, 470), new Pair(187, 356)),
                of(2_048, 2_048, 1.04, new Pair(0.21, 0.41), new Pair(0.18, 0.41)),
                of(256, 4_096, 0.52, new Pair(0.09, 0.13), new Pair(0.06, 0.08)));
    }

    private static TokenAwareTrio of(int input, int output, double perSecond, Pair published, Pair firstSimulated) {
        var each = new SequenceSpec(input, output, FinishReason.STOP);
        var p50 = new double[SEEDS];
        var p99 = new double[SEEDS];
        for (var seed = 0; seed < SEEDS; seed++) {
            var seconds = StaticReplica.firstTokenSeconds(Calibration.H100_QWEN32B_TP2, each, perSecond, MINUTES, seed);
            p50[seed] = StaticReplica.percentile(seconds, 0.5);
            p99[seed] = StaticReplica.percentile(seconds, 0.99);
        }
        Arrays.sort(p50);
        Arrays.sort(p99);
        var simulated = new Pair(p50[SEEDS / 2], p99[SEEDS / 2]);
        return new TokenAwareTrio(input, output, perSecond, published, firstSimulated, simulated);
    }
}
