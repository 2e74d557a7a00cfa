package ai.llmd.wva.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.engine.Calibration;
import ai.llmd.wva.model.PerformanceProfile;
import org.junit.jupiter.api.Test;

class DeclaredProfilesTest {
    private static final MeanLengths LONG_CHAT = new MeanLengths(4000, 1000);

    @Test
    void withoutPrefillItIsTheEnginesOwnLaw() {
        var profile = profile(Calibration.PUBLISHED, 1);

        assertThat(profile.alphaMillis()).isEqualTo(20.58);
        assertThat(profile.betaMillis()).isEqualTo(0.41);
        assertThat(profile.maxBatchSize()).isEqualTo(4);
        assertThat(profile.prefill()).isEmpty();
    }

    @Test
    void aTokenIsTimedInTheMiddleOfItsAnswerAndAPromptAlone() {
        var profile = profile(Calibration.H100_QWEN32B_TP2, 1);

        assertThat(profile.betaMillis()).isEqualTo(0.12 + 1.5e-5 * 4500, within(1e-12));
        assertThat(profile.prefill().orElseThrow().gammaMillis()).isEqualTo(18);
        assertThat(profile.prefill().orElseThrow().deltaMillis()).isEqualTo(1000.0 / 15_928);
        assertThat(profile.maxBatchSize()).isEqualTo(256);
    }

    @Test
    void anErrorIsOneOfAllTimes() {
        var profile = profile(Calibration.H100_QWEN32B_TP2, 1.3);

        assertThat(profile.alphaMillis()).isEqualTo(1.3 * 18, within(1e-12));
        assertThat(profile.prefill().orElseThrow().deltaMillis()).isEqualTo(1.3 * 1000 / 15_928, within(1e-12));
    }

    private static PerformanceProfile profile(Calibration calibration, double error) {
        return DeclaredProfiles.of("H100", 2, calibration.law(), calibration.limits(), LONG_CHAT, error);
    }
}
