package ai.llmd.wva.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteadyStateTest {
    private static final Calibration QWEN = Calibration.H100_QWEN32B_TP2;
    private static final double PATIENT = 1e9;

    private static SteadyState of(Calibration calibration, LengthMix mix, double itlMillis) {
        return SteadyState.of(calibration.law(), calibration.limits(), mix, itlMillis);
    }

    @Test
    void longPromptsAndAnswersSaturateWhereItWasPublished() {
        var full = of(QWEN, LengthMix.of(4000, 1000), 100);

        assertThat(full.requestsPerSecond()).isCloseTo(1.43, within(0.02));
        assertThat(full.stepMillis()).isBetween(45.0, 55.0);
    }

    /** Requests that come evenly leave the engine as fast as they come below its capacity, and pile up above it. */
    @ParameterizedTest
    @CsvSource({"4000, 1000", "1000, 4000", "1000, 1000", "2048, 2048", "256, 4096", "8192, 256", "256, 128"})
    void theEngineKeepsUpBelowItsCapacityAndDoesNotAboveIt(int inputTokens, int outputTokens) {
        var capacity =
                of(QWEN, LengthMix.of(inputTokens, outputTokens), PATIENT).requestsPerSecond();
        var holdSeconds = 2400;

        assertThat(waitingAfter(holdSeconds, 0.96 * capacity, inputTokens, outputTokens))
                .isLessThan(5);
        assertThat(waitingAfter(holdSeconds, 1.12 * capacity, inputTokens, outputTokens))
                .isGreaterThan((int) (0.01 * capacity * holdSeconds));
    }

    private static int waitingAfter(double seconds, double perSecond, int inputTokens, int outputTokens) {
        var engine = new Engine(QWEN.law(), QWEN.limits(), EngineListener.NONE);
        for (int i = 0; i < seconds * perSecond; i++) {
            engine.submit(1000 * i / perSecond, new SequenceSpec(inputTokens, outputTokens, FinishReason.LENGTH));
        }
        return engine.state().waiting();
    }

    /** The published replica: 4 requests at once, 20.58 + 0.41 × 4 ms a token. */
    @Test
    void aSmallBatchBoundsAReplicaThatOnlyDecodes() {
        var full = of(Calibration.PUBLISHED, LengthMix.of(25, 178), 24);

        assertThat(full.requests()).isEqualTo(4);
        assertThat(full.stepMillis()).isCloseTo(22.22, within(1e-9));
        assertThat(full.requestsPerSecond()).isCloseTo(4000 / (178 * 22.22), within(1e-9));
    }

    @Test
    void theLatencyTargetBoundsTheBatch() {
        var full = of(QWEN, LengthMix.of(8192, 256), 50);

        assertThat(full.stepMillis()).isCloseTo(50, within(1e-9));
        assertThat(full.requestsPerSecond())
                .isLessThan(of(QWEN, LengthMix.of(8192, 256), 100).requestsPerSecond());
        assertThat(of(Calibration.PUBLISHED, LengthMix.of(25, 178), 21.4).requests())
                .isCloseTo(2, within(1e-6));
    }

    @Test
    void aLatencyThatCannotBeKeptLeavesOneRequestAtATime() {
        assertThat(of(QWEN, LengthMix.of(4000, 1000), 1).requests()).isCloseTo(1, within(1e-9));
        assertThat(of(Calibration.PUBLISHED, LengthMix.of(25, 178), 1).requests())
                .isEqualTo(1);
    }

    @Test
    void promptsBesideTheStepsTakeTheirTime() {
        var law = StepLaw.beside(10, 1, 100, 0.01);
        var full = SteadyState.of(law, new EngineLimits(8, 100_000, 10_000), LengthMix.of(500, 101), PATIENT);

        // 100 + 0.01 × 500 × 8 ms for the prompt and the first token, 18 ms for each of the 100 others
        assertThat(full.requestMillis(500, 101)).isCloseTo(140 + 1800, within(1e-9));
        assertThat(full.requestsPerSecond()).isCloseTo(8 / 1.94, within(1e-9));
    }

    @Test
    void requestsOfAMixCostWhatTheCapacitySaysOnAverage() {
        var sum = new LengthMix.Sum();
        sum.add(3000, 800);
        sum.add(5000, 1201);
        sum.add(100, 1);
        var full = of(QWEN, sum.mix(), PATIENT);

        var cost = full.replicaMillis(3000, 800) + full.replicaMillis(5000, 1201) + full.replicaMillis(100, 1);
        assertThat(1000 / full.requestsPerSecond()).isCloseTo(cost / 3, within(0.01 * cost));
    }
}
