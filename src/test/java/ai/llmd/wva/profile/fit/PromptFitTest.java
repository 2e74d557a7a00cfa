package ai.llmd.wva.profile.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromptFitTest {
    /** 18 ms a step and 15,928 prompt tokens a second: the calibration h100-qwen32b-tp2. */
    @Test
    void aPublishedSpeedOfPromptsIsFound() {
        var fit = PromptFit.of(List.of(
                        new PromptPoint(128, 18 + 128 / 15.928),
                        new PromptPoint(1_024, 18 + 1_024 / 15.928),
                        new PromptPoint(4_096, 18 + 4_096 / 15.928)))
                .orElseThrow();

        assertThat(fit.gammaMillis()).isCloseTo(18, within(1e-9));
        assertThat(1_000 / fit.deltaMillis()).isCloseTo(15_928, within(1e-6));
        assertThat(fit.error().worst()).isLessThan(1e-12);
        assertThat(fit.millisAt(1_593)).isCloseTo(118, within(0.1));
    }

    @Test
    void promptsOfOneLengthTellNothing() {
        assertThat(PromptFit.of(List.of())).isEmpty();
        assertThat(PromptFit.of(List.of(new PromptPoint(100, 20), new PromptPoint(150, 25))))
                .isEmpty();
    }

    @Test
    void promptsThatCostLessThanNothingCostNothing() {
        var fit = PromptFit.of(List.of(new PromptPoint(100, 21), new PromptPoint(1_000, 20)))
                .orElseThrow();

        assertThat(fit.deltaMillis()).isZero();
        assertThat(fit.gammaMillis()).isBetween(20.0, 21.0);
    }

    @Test
    void aPointThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new PromptPoint(0, 1)).hasMessageContaining("promptTokens");
        assertThatThrownBy(() -> new PromptPoint(1, 0)).hasMessageContaining("ttftMillis");
    }
}
