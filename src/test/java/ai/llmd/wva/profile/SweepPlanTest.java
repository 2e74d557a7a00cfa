package ai.llmd.wva.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepPlanTest {
    @Test
    void requestsAloneComeFirstThenShortPromptsThenLongOnes() {
        var plan = SweepPlan.of(settings(List.of(1, 8), List.of(100, 1_000)), 10_000, OptionalDouble.empty());

        assertThat(plan)
                .containsExactly(
                        new SweepLevel(1, 100),
                        new SweepLevel(1, 100),
                        new SweepLevel(1, 100),
                        new SweepLevel(1, 1_000),
                        new SweepLevel(1, 1_000),
                        new SweepLevel(1, 1_000),
                        new SweepLevel(8, 100),
                        new SweepLevel(8, 1_000));
    }

    @Test
    void longPromptsAreSentWithFewAtOnce() {
        var plan = SweepPlan.of(settings(List.of(16, 256), List.of(128, 4_096)), 10_000, OptionalDouble.empty());

        assertThat(plan)
                .contains(new SweepLevel(256, 128), new SweepLevel(16, 4_096))
                .doesNotContain(new SweepLevel(256, 4_096));
    }

    @Test
    void whatDoesNotFitIntoTheServerIsNotSent() {
        var settings = settings(List.of(1, 8, 64), List.of(128, 4_096));

        assertThat(SweepPlan.of(settings, 4_100, OptionalDouble.empty()))
                .as("prompt and answer are longer than the context")
                .noneMatch(level -> level.promptTokens() == 4_096);
        assertThat(SweepPlan.of(settings, 10_000, OptionalDouble.of(8_000)))
                .as("KV cache")
                .contains(new SweepLevel(8, 128))
                .noneMatch(level -> level.requests() == 64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://vllm:8000", "http://vllm:8000/", "http://vllm:8000/v1", "http://vllm:8000/v1/"})
    void theBaseOfTheServerAndThatOfItsApiAreBothTaken(String url) {
        var settings = settings(List.of(1), List.of(1)).at(URI.create(url));

        assertThat(settings.resolve("/metrics")).hasToString("http://vllm:8000/metrics");
    }

    @Test
    void levelsAreSortedAndPositive() {
        assertThat(settings(List.of(8, 1, 8), List.of(3, 2)).concurrencies()).containsExactly(1, 8);
        assertThatThrownBy(() -> settings(List.of(0), List.of(1))).hasMessageContaining("concurrencies");
        assertThatThrownBy(() -> settings(List.of(1), List.of())).hasMessageContaining("prompts");
    }

    private static SweepSettings settings(List<Integer> concurrencies, List<Integer> lengths) {
        return new SweepSettings(
                URI.create("http://localhost"),
                Optional.empty(),
                "vllm:",
                concurrencies,
                lengths,
                100,
                false,
                Duration.ofSeconds(1));
    }
}
