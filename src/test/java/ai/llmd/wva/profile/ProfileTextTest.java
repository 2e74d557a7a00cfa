package ai.llmd.wva.profile;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.queueing.LatencyTargets;
import ai.llmd.wva.queueing.RequestShape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProfileTextTest {
    private static final ProfileUse USE =
            new ProfileUse("A100", 2, OptionalInt.of(64), new RequestShape(500, 200), new LatencyTargets(500, 24, 0));

    @Test
    void aProfileIsYamlAndTheRestIsComments() {
        var text = ProfileText.of(FoundProfile.of(sweep(List.of(1.0, 8.0, 64.0), 0, true), USE));

        assertThat(text.stream().filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "modelProfile:",
                        "  accelerators:",
                        "    - acc: \"A100\"",
                        "      accCount: 2",
                        "      maxBatchSize: 64",
                        "      alpha: \"20.58\"",
                        "      beta: \"0.41\"",
                        "      perfParms:",
                        "        decodeParms: {alpha: \"20.58\", beta: \"0.41\"}",
                        "        prefillParms: {gamma: \"5\", delta: \"0.02\"}");
        assertThat(text)
                .contains(
                        "# Model m, 6 measurements.",
                        "# alpha is 20.58 ms +- 0.0 %, beta is 0.41 ms +- 0.0 %.",
                        "#     8      140   23.86  23.86  +0.0 %  ====================|",
                        "# What limits it: the ITL target.")
                .noneMatch(line -> line.contains("Warning"));
        assertThat(String.join(" ", text))
                .contains("requests of 500 input and 200 output tokens a second within TTFT 500 ms");
    }

    @Test
    void betaIsThatOfTheUsualContext() {
        var text = ProfileText.of(FoundProfile.of(sweep(List.of(1.0, 8.0, 64.0), 1e-4, true), USE));

        assertThat(text)
                .contains(
                        "      beta: \"0.47\"",
                        "# and 0.0001 ms more for each token of context: 0.47 ms at 600 tokens,"
                                + " which the profile has.");
    }

    @Test
    void oneOperatingPointGivesAWarningAndNoProfile() {
        var found = FoundProfile.of(sweep(List.of(8.0), 0, true), USE);

        assertThat(ProfileText.of(found))
                .allMatch(line -> line.startsWith("#"))
                .anyMatch(line -> line.contains("cannot tell alpha from beta"));
        assertThat(found.rate()).isEmpty();
    }

    @Test
    void aNarrowRangeIsWarnedOf() {
        assertThat(FoundProfile.of(sweep(List.of(1.0, 2.0), 0, true), USE).warnings())
                .containsExactly(
                        "the range of batches is narrow for the noise in it: alpha and beta are uncertain",
                        "batches above 2 were not measured, and 64 is allowed: beyond, the law is a guess");
    }

    @Test
    void withoutRequestsAloneThereIsNoPrefill() {
        var found = FoundProfile.of(sweep(List.of(2.0, 64.0), 0, false), USE);

        assertThat(found.prompts()).isEmpty();
        assertThat(found.warnings())
                .anyMatch(warning -> warning.contains("gamma and delta"))
                .contains("the sweep did not go to its end");
        assertThat(ProfileText.of(found)).noneMatch(line -> line.contains("prefillParms"));
    }

    @Test
    void targetsThatNobodyCanKeepAreSaidToBe() {
        var strict = new ProfileUse("A100", 1, OptionalInt.empty(), USE.shape(), new LatencyTargets(0, 10, 0));

        assertThat(ProfileText.of(FoundProfile.of(sweep(List.of(1.0, 64.0), 0, true), strict)))
                .anyMatch(line -> line.startsWith("# No replica can serve requests") && line.contains("ITL is 2"));
    }

    @Test
    void numbersHaveNoExponent() {
        assertThat(ProfileText.plain(0.0000123456)).isEqualTo("0.00001235");
        assertThat(ProfileText.plain(123_456)).isEqualTo("123500");
        assertThat(ProfileText.plain(0)).isEqualTo("0");
        assertThat(ProfileText.plain(1.3e-15)).isEqualTo("0");
    }

    private static SweepResult sweep(List<Double> batches, double kappa, boolean complete) {
        var measurements = new ArrayList<LevelMeasurement>();
        for (var prompt : new int[] {100, 1_000}) {
            for (var batch : batches) {
                var context = prompt + 40;
                measurements.add(new LevelMeasurement(
                        batch,
                        prompt,
                        context,
                        20.58 + (0.41 + kappa * context) * batch,
                        5 + 0.02 * prompt,
                        1,
                        batch == 1));
            }
        }
        return new SweepResult("m", measurements, OptionalInt.empty(), OptionalDouble.empty(), List.of(), complete);
    }
}
