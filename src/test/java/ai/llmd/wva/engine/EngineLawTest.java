package ai.llmd.wva.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine agrees with the queueing law that replicas are sized by. */
class EngineLawTest {
    private static final int BATCH = 4;
    private static final double OUTPUT_TOKENS = 178;
    private static final int REQUESTS = 600_000;

    @ParameterizedTest
    @ValueSource(doubles = {24, 40})
    void decodeOnlyProfileMeetsTheLaw(double requestsPerMinute) {
        var profile = StepLaw.decodeOnly(20.58, 0.41);
        var law = BirthDeathLaw.of(
                requestsPerMinute / 60_000, BATCH, 10 * BATCH, n -> n / (OUTPUT_TOKENS * profile.decodeMillis(n, 0)));

        var measured = OpenWorkload.run(profile, BATCH, requestsPerMinute, 1, OUTPUT_TOKENS, REQUESTS, 2);

        assertThat(measured.meanGapMillis()).isCloseTo(law.meanServiceMillis() / OUTPUT_TOKENS, withinPercentage(1));
        assertThat(measured.meanWaitMillis()).isCloseTo(law.meanWaitMillis(), withinPercentage(5));
    }

    @Test
    void prefillProfileMeetsTheLaw() {
        var inputTokens = 50;
        var prefill = new PromptReading.Beside(5.2, 0.1);
        var profile = new StepLaw(20.58, 0.41, 0, prefill);
        var law = BirthDeathLaw.of(
                20 / 60_000.0,
                BATCH,
                11 * BATCH,
                n -> n / (prefill.millis(inputTokens, n) + (OUTPUT_TOKENS - 1) * profile.decodeMillis(n, 0)));

        var measured = OpenWorkload.run(profile, BATCH, 20, inputTokens, OUTPUT_TOKENS, REQUESTS, 7);

        assertThat(law.meanWaitMillis()).isCloseTo(69.76587, withinPercentage(0.01));
        assertThat(measured.meanGapMillis()).isCloseTo(21.49277, withinPercentage(2));
        assertThat(measured.meanWaitMillis()).isCloseTo(law.meanWaitMillis(), withinPercentage(10));
        assertThat(measured.meanFirstTokenMillis()).isCloseTo(86.09721, withinPercentage(10));
    }
}
