package ai.llmd.wva.signals;

import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Variant;
import org.junit.jupiter.api.Test;

/** How long requests are and how long they take, on average over the pods of a variant. */
class VariantMeansTest {
    private final Measuring measuring = new Measuring();

    @Test
    void meansWeighPodsByWhatTheyServed() {
        measuring.recorded(Recording.steady("a"), Recording.steady("b"));
        measuring.grown("a", Signal.GENERATED_TOKENS_SUM, 300);
        measuring.grown("a", Signal.GENERATED_TOKENS_COUNT, 3);
        measuring.grown("b", Signal.GENERATED_TOKENS_SUM, 200);
        measuring.grown("b", Signal.GENERATED_TOKENS_COUNT, 1);
        measuring.grown("a", Signal.PROMPT_TOKENS_SUM, 0);
        measuring.grown("a", Signal.PROMPT_TOKENS_COUNT, 0);
        measuring.grown("a", Signal.FIRST_TOKEN_SUM, 0.5);
        measuring.grown("a", Signal.FIRST_TOKEN_COUNT, 2);
        measuring.grown("a", Signal.PER_OUTPUT_TOKEN_SUM, 0.1);
        measuring.grown("a", Signal.PER_OUTPUT_TOKEN_COUNT, 4);
        measuring.single("a", Signal.KV_CACHE, 0.2);
        measuring.single("b", Signal.KV_CACHE, 0.4);
        assertThat(measuring.measure(variant("v", running(ready("a", 500), ready("b", 500)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.load().outputTokens().orElseThrow()).isEqualTo(125, within(1e-9));
                    assertThat(measured.load().inputTokens()).isEmpty();
                    assertThat(measured.load().ttftMillis().orElseThrow()).isEqualTo(250, within(1e-9));
                    assertThat(measured.load().itlMillis().orElseThrow()).isEqualTo(25, within(1e-9));
                    assertThat(measured.load().waitMillis()).isEmpty();
                    assertThat(measured.load().kvCacheUsage().orElseThrow()).isEqualTo(0.3, within(1e-9));
                });
    }

    @Test
    void interTokenLatencyIsPreferredAndNanIsNoLatency() {
        measuring.recorded(Recording.steady("a"));
        measuring.grown("a", Signal.PER_OUTPUT_TOKEN_SUM, 0.1);
        measuring.grown("a", Signal.PER_OUTPUT_TOKEN_COUNT, 4);
        measuring.grown("a", Signal.INTER_TOKEN_SUM, 0.3);
        measuring.grown("a", Signal.INTER_TOKEN_COUNT, 10);
        measuring.grown("a", Signal.QUEUE_SUM, Double.NaN);
        measuring.grown("a", Signal.QUEUE_COUNT, 10);
        assertThat(measuring.measure(variant("v", running(ready("a", 500)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.load().itlMillis().orElseThrow()).isEqualTo(30, within(1e-9));
                    assertThat(measured.load().waitMillis()).isEmpty();
                });
    }

    @Test
    void stepsOfSeveralTokensAreToldByWhatSpeculationGotRight() {
        measuring.recorded(Recording.steady("a"));
        measuring.grown("a", Signal.INTER_TOKEN_SUM, 0.3);
        measuring.grown("a", Signal.INTER_TOKEN_COUNT, 10);
        measuring.grown("a", Signal.ACCEPTED_TOKENS, 15);
        assertThat(measuring.measure(variant("v", running(ready("a", 500)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.load().tokensPerStep().orElseThrow()).isEqualTo(2.5, within(1e-9));
                    assertThat(measured.load().itlMillis().orElseThrow()).isEqualTo(12, within(1e-9));
                });
    }

    private void prompts(double requests, double tokens) {
        measuring.grown("a", Signal.PROMPT_TOKENS_SUM, tokens);
        measuring.grown("a", Signal.PROMPT_TOKENS_COUNT, requests);
    }

    private double computed(Variant variant) {
        return ((Measured) measuring.measure(variant))
                .load()
                .computedInputTokens()
                .orElse(-1);
    }

    @Test
    void promptTokensThatACacheHadAreNotComputed() {
        measuring.recorded(Recording.steady("a"));
        prompts(10, 4000);
        assertThat(computed(variant("v", running(ready("a", 500))))).isEqualTo(-1);
        measuring.grown("a", Signal.PREFIX_QUERIES, 50_000);
        measuring.grown("a", Signal.PREFIX_HITS, 10_000);
        assertThat(computed(variant("v", running(ready("a", 500))))).isEqualTo(320, within(1e-9));
    }

    @Test
    void whatIsCountedOncePerRequestIsBelievedRatherThanLookUps() {
        measuring.recorded(Recording.steady("a"));
        prompts(10, 4000);
        measuring.grown("a", Signal.PREFIX_QUERIES, 50_000);
        measuring.grown("a", Signal.PREFIX_HITS, 40_000);
        measuring.grown("a", Signal.PROMPT_TOKENS, 5000);
        measuring.grown("a", Signal.CACHED_PROMPT_TOKENS, 1250);
        assertThat(computed(variant("v", running(ready("a", 500))))).isEqualTo(300, within(1e-9));
    }

    @Test
    void whatCachesAreGoodForIsAnAverageOverMinutes() {
        var variant = variant("v", running(ready("a", 500)));
        measuring.recorded(Recording.steady("a"));
        prompts(10, 4000);
        measuring.grown("a", Signal.PROMPT_TOKENS, 4000);
        measuring.grown("a", Signal.CACHED_PROMPT_TOKENS, 4000);
        assertThat(computed(variant)).isZero();
        measuring.series().removeIf(one -> one.signal() == Signal.CACHED_PROMPT_TOKENS);
        measuring.grown("a", Signal.CACHED_PROMPT_TOKENS, 0);
        // the same instant: both count alike
        assertThat(computed(variant)).isEqualTo(200, within(1e-9));
    }

    @Test
    void aCountThatIsNoNumberMakesNoMean() {
        measuring.recorded(Recording.steady("a"));
        measuring.grown("a", Signal.QUEUE_SUM, 5);
        measuring.grown("a", Signal.QUEUE_COUNT, Double.NaN);
        assertThat(measuring.measure(variant("v", running(ready("a", 500)))))
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.load().waitMillis()).isEmpty());
    }
}
