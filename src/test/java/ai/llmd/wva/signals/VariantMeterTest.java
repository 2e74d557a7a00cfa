package ai.llmd.wva.signals;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.unready;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.Recording.Counts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VariantMeterTest {
    private final Measuring measuring = new Measuring();

    private void recorded(Recording... recordings) {
        measuring.recorded(recordings);
    }

    private void grown(String pod, Signal signal, double growth) {
        measuring.recorded(List.of(Recording.grown(pod, signal, growth)));
    }

    private void single(String pod, Signal signal, double value) {
        measuring.recorded(List.of(Recording.single(pod, signal, value)));
    }

    private Measurement measure(Variant variant) {
        return measuring.measure(variant);
    }

    private Measurement measureBesideAnother(Variant variant) {
        return measuring.measure(NOW, variant, variant("w", running()));
    }

    /** The same series, all values of a signal replaced. */
    private void replaced(Signal signal, double value) {
        measuring.series().replaceAll(one -> {
            if (one.signal() != signal) {
                return one;
            }
            var points = new Points.Builder();
            for (var i = 0; i < one.points().size(); i++) {
                points.add(one.points().at(i), value);
            }
            return new SignalSeries(
                    one.key(), signal, one.metric(), one.process(), one.part(), points.build(), points.sawUnusable());
        });
    }

    private static Recording steady(String pod) {
        return Recording.ofPod(pod).scraped(4, 300, 0, second -> new double[] {1000 + second, 1, 0});
    }

    @Test
    void aPodThatIsFreshAndOldIsMeasured() {
        recorded(steady("a"));
        assertThat(measure(variant("v", running(ready("a", 500))))).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1.0, within(1e-9));
            assertThat(measured.load().running()).isEqualTo(1);
            assertThat(measured.age()).isEqualTo(Duration.ofSeconds(4));
            assertThat(measured.reportingPods()).isEqualTo(1);
            assertThat(measured.expectedPods()).isEqualTo(1);
            assertThat(measured.load().outputTokens()).isEmpty();
        });
    }

    @Test
    void aMissingTargetIsNamedOnce() {
        var missing = "Deployment v does not exist in namespace llm";
        assertThat(measure(variant("v", new TargetState.Missing(missing))))
                .isEqualTo(new Unknown(Cause.MISSING, missing));
    }

    @Test
    void noReplicasAndNoDepartedDemandIsNoLoad() {
        assertThat(measure(variant("v", running()))).isEqualTo(new Measured(Load.NONE, Duration.ZERO, 0, 0));
    }

    @Test
    void aTargetThatHasNotStartedItsReplicasYetIsNotZeroLoad() {
        var starting = new TargetState.Found(5, 0, 0, List.of(), Optional.empty());
        assertThat(measure(variant("v", starting)))
                .isEqualTo(new Unknown(Cause.MISSING, "no ready pod of Deployment v"));
    }

    @Test
    void whatADepartedPodServedIsDemandEvenWithoutReplicas() {
        measuring.see(variant("v", running(ready("a", 500))), NOW.minusSeconds(60));
        recorded(Recording.ofPod("a")
                .scraped(4, 300, 34, second -> new double[] {1000 + second, 1, 0})
                .ended(24));
        assertThat(measure(variant("v", running()))).isInstanceOfSatisfying(Measured.class, measured -> {
            // From 64 s ago to 34 s ago one request a second, over a window of 60 s.
            assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(0.5, within(1e-9));
            assertThat(measured.load().running()).isZero();
            assertThat(measured.expectedPods()).isZero();
        });
    }

    @Test
    void noReadyPodIsNotZeroLoad() {
        recorded(steady("a"));
        assertThat(measure(variant("v", running(unready("a")))))
                .isEqualTo(new Unknown(Cause.MISSING, "no ready pod of Deployment v"));
    }

    @Test
    void zeroIsZeroWithoutTokenRatios() {
        recorded(Recording.ofPod("a").scraped(4, 300, 0, second -> new double[] {77, 0, 0}));
        assertThat(measure(variant("v", running(ready("a", 500))))).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.load().isZero()).isTrue();
            assertThat(measured.partial()).isFalse();
        });
    }

    @Test
    void aPodThatDoesNotReportMakesTheLoadPartial() {
        recorded(steady("a"));
        assertThat(measure(variant("v", running(ready("a", 500), ready("b", 500)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.partial()).isTrue();
                    assertThat(measured.reportingPods()).isEqualTo(1);
                    assertThat(measured.expectedPods()).isEqualTo(2);
                    assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1.0, within(1e-9));
                });
    }

    @Test
    void aYoungPodWithoutARateChangesNothing() {
        recorded(steady("a"));
        var alone = measure(variant("v", running(ready("a", 500))));
        assertThat(measure(variant("v", running(ready("a", 500), ready("b", 20)))))
                .isEqualTo(alone);
    }

    @Test
    void onlyYoungPodsHaveNoRate() {
        recorded(Recording.ofPod("a").scraped(4, 15, 0, second -> new double[] {20 + second, 1, 0}));
        assertThat(measure(variant("v", running(ready("a", 18)))))
                .isEqualTo(new Unknown(Cause.MISSING, "no pod is old enough to have a rate (needs 70s)"));
    }

    @Test
    void aYoungVariantHasTheRateOfItsOwnLife() {
        measuring.see(variant("v", running(unready("a"))), NOW.minusSeconds(60));
        measuring.see(variant("v", running(unready("a"), unready("b"))), NOW.minusSeconds(55));
        recorded(Recording.ofPod("b").scraped(4, 44, 0, Counts.constant(40, -45, 0, 1, 4)));
        assertThat(measure(variant("v", running(ready("b", 45))))).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(60 * measured.load().arrivalRatePerSecond()).isEqualTo(40, within(3.0));
            assertThat(measured.expectedPods()).isZero();
        });
    }

    @Test
    void youngPodsAloneDoNotMakeZeroLoad() {
        measuring.see(variant("v", running(unready("a"))), NOW.minusSeconds(60));
        recorded(Recording.ofPod("a").scraped(4, 44, 0, second -> new double[] {0, 0, 0}));
        assertThat(measure(variant("v", running(ready("a", 45)))))
                .isEqualTo(new Unknown(Cause.MISSING, "no pod is old enough to have a rate (needs 70s)"));
    }

    @Test
    void aPodWhoseProcessStartedAnewCountsWhatArrivedBeforeAndAfter() {
        var restarted = Recording.ofPod("a");
        for (int ago = 64; ago >= 34; ago -= 10) {
            restarted.at(ago, 1000 - ago, 2, 0);
        }
        restarted.at(24, 0, 0, 0).at(14, 3, 2, 0).at(4, 13, 2, 0);
        recorded(restarted);
        assertThat(measure(variant("v", running(ready("a", 20))))).isInstanceOfSatisfying(Measured.class, measured -> {
            // 30 before the restart, 15 after it, over the 60 s between the first and the last sample
            assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(45 / 60.0, within(1e-9));
            assertThat(measured.load().isZero()).isFalse();
        });
    }

    @Test
    void aRolloutThatReplacedEveryPodKeepsTheDemand() {
        measuring.see(variant("v", running(ready("old", 500))), NOW.minusSeconds(60));
        measuring.see(variant("v", running(ready("old", 460), unready("new"))), NOW.minusSeconds(40));
        recorded(
                Recording.ofPod("old")
                        .scraped(4, 300, 34, second -> new double[] {1000 + second, 1, 0})
                        .ended(24),
                Recording.ofPod("new").at(24, 4, 1, 0).at(14, 14, 1, 0).at(4, 24, 1, 0));
        assertThat(measure(variant("v", running(ready("new", 30)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(55 / 60.0, within(1e-9));
                    assertThat(measured.load().running()).isEqualTo(1);
                });
    }

    @Test
    void staleSamplesAreTold() {
        recorded(Recording.ofPod("a").scraped(154, 400, 154, second -> new double[] {5, 0, 0}));
        assertThat(measure(variant("v", running(ready("a", 500)))))
                .isEqualTo(new Unknown(
                        Cause.STALE,
                        "newest sample of model default/default in namespace llm is from 2026-11-24T11:57:26Z,"
                                + " older than the limit of 2m"));
    }

    @Test
    void theWindowEndsWithTheNewestSampleWhileItIsNotStale() {
        recorded(Recording.ofPod("a").scraped(84, 400, 84, second -> new double[] {500 + second, 3, 0}));
        assertThat(measure(variant("v", running(ready("a", 500))))).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1, within(1e-9));
            assertThat(measured.age()).isEqualTo(Duration.ofSeconds(84));
        });
    }

    @Test
    void aPodWhoseSamplesEndedBeforeTheWindowIsNotAZeroRate() {
        recorded(steady("a"), Recording.ofPod("b").scraped(84, 400, 84, second -> new double[] {500 + second, 3, 0}));
        assertThat(measure(variant("v", running(ready("a", 500), ready("b", 500)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.reportingPods()).isEqualTo(1);
                    assertThat(measured.partial()).isTrue();
                });
    }

    @Test
    void nanIsNoValueAndIsNamed() {
        recorded(steady("a"));
        replaced(Signal.RUNNING, Double.NaN);
        assertThat(measure(variant("v", running(ready("a", 500)))))
                .isEqualTo(new Unknown(
                        Cause.MISSING,
                        "only NaN or infinite values of vllm:num_requests_running for model default/default in"
                                + " namespace llm"));
    }

    @Test
    void anInfiniteCounterIsNotAnEmptyOne() {
        recorded(steady("a"));
        replaced(Signal.FINISHED, Double.POSITIVE_INFINITY);
        assertThat(measure(variant("v", running(ready("a", 500)))))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.message()).contains("vllm:request_success_total"));
    }

    @Test
    void noSeriesTellsWhatToCheckAndWhichModelsThereAre() {
        for (var model : List.of("a", "b", "c", "d")) {
            recorded(new Recording(model, PodFleets.NAMESPACE, "other").at(5, 0, 0, 0));
        }
        assertThat(measure(variant("v", running(ready("a", 500))))).isInstanceOfSatisfying(Unknown.class, unknown -> {
            assertThat(unknown.cause()).isEqualTo(Cause.ABSENT);
            assertThat(unknown.message())
                    .contains("model default/default in namespace llm", "ServiceMonitor", "modelID")
                    .endsWith("model_name in this namespace: \"a\", \"b\", \"c\" and 1 more");
        });
    }

    @Test
    void seriesOfOtherPodsAreNotThisVariants() {
        recorded(steady("other"));
        assertThat(measureBesideAnother(variant("v", running(ready("a", 500)))))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.message())
                                .contains("from the pods of Deployment v; there are some from \"other\""));
    }

    @Test
    void seriesWithoutPodLabelAreTheOnlyVariantsOwn() {
        recorded(steady(""));
        assertThat(measure(variant("v", running(ready("a", 500), ready("b", 500)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1.0, within(1e-9));
                    assertThat(measured.reportingPods()).isEqualTo(2);
                    assertThat(measured.partial()).isFalse();
                });
    }

    @Test
    void seriesWithoutPodLabelCannotBeDivided() {
        recorded(steady(""));
        assertThat(measureBesideAnother(variant("v", running(ready("a", 500)))))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.message()).contains("no pod label", "2 variants"));
    }

    @Test
    void meansWeighPodsByWhatTheyServed() {
        recorded(steady("a"), steady("b"));
        grown("a", Signal.GENERATED_TOKENS_SUM, 300);
        grown("a", Signal.GENERATED_TOKENS_COUNT, 3);
        grown("b", Signal.GENERATED_TOKENS_SUM, 200);
        grown("b", Signal.GENERATED_TOKENS_COUNT, 1);
        grown("a", Signal.PROMPT_TOKENS_SUM, 0);
        grown("a", Signal.PROMPT_TOKENS_COUNT, 0);
        grown("a", Signal.FIRST_TOKEN_SUM, 0.5);
        grown("a", Signal.FIRST_TOKEN_COUNT, 2);
        grown("a", Signal.PER_OUTPUT_TOKEN_SUM, 0.1);
        grown("a", Signal.PER_OUTPUT_TOKEN_COUNT, 4);
        single("a", Signal.KV_CACHE, 0.2);
        single("b", Signal.KV_CACHE, 0.4);
        assertThat(measure(variant("v", running(ready("a", 500), ready("b", 500)))))
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
        recorded(steady("a"));
        grown("a", Signal.PER_OUTPUT_TOKEN_SUM, 0.1);
        grown("a", Signal.PER_OUTPUT_TOKEN_COUNT, 4);
        grown("a", Signal.INTER_TOKEN_SUM, 0.3);
        grown("a", Signal.INTER_TOKEN_COUNT, 10);
        grown("a", Signal.QUEUE_SUM, Double.NaN);
        grown("a", Signal.QUEUE_COUNT, 10);
        assertThat(measure(variant("v", running(ready("a", 500))))).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.load().itlMillis().orElseThrow()).isEqualTo(30, within(1e-9));
            assertThat(measured.load().waitMillis()).isEmpty();
        });
    }

    @Test
    void stepsOfSeveralTokensAreToldByWhatSpeculationGotRight() {
        recorded(steady("a"));
        grown("a", Signal.INTER_TOKEN_SUM, 0.3);
        grown("a", Signal.INTER_TOKEN_COUNT, 10);
        grown("a", Signal.ACCEPTED_TOKENS, 15);
        assertThat(measure(variant("v", running(ready("a", 500))))).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.load().tokensPerStep().orElseThrow()).isEqualTo(2.5, within(1e-9));
            assertThat(measured.load().itlMillis().orElseThrow()).isEqualTo(12, within(1e-9));
        });
    }

    private void prompts(double requests, double tokens) {
        grown("a", Signal.PROMPT_TOKENS_SUM, tokens);
        grown("a", Signal.PROMPT_TOKENS_COUNT, requests);
    }

    private double computed(Variant variant) {
        return ((Measured) measure(variant)).load().computedInputTokens().orElse(-1);
    }

    @Test
    void promptTokensThatACacheHadAreNotComputed() {
        recorded(steady("a"));
        prompts(10, 4000);
        assertThat(computed(variant("v", running(ready("a", 500))))).isEqualTo(-1);
        grown("a", Signal.PREFIX_QUERIES, 50_000);
        grown("a", Signal.PREFIX_HITS, 10_000);
        assertThat(computed(variant("v", running(ready("a", 500))))).isEqualTo(320, within(1e-9));
    }

    @Test
    void whatIsCountedOncePerRequestIsBelievedRatherThanLookUps() {
        recorded(steady("a"));
        prompts(10, 4000);
        grown("a", Signal.PREFIX_QUERIES, 50_000);
        grown("a", Signal.PREFIX_HITS, 40_000);
        grown("a", Signal.PROMPT_TOKENS, 5000);
        grown("a", Signal.CACHED_PROMPT_TOKENS, 1250);
        assertThat(computed(variant("v", running(ready("a", 500))))).isEqualTo(300, within(1e-9));
    }

    @Test
    void whatCachesAreGoodForIsAnAverageOverMinutes() {
        var variant = variant("v", running(ready("a", 500)));
        recorded(steady("a"));
        prompts(10, 4000);
        grown("a", Signal.PROMPT_TOKENS, 4000);
        grown("a", Signal.CACHED_PROMPT_TOKENS, 4000);
        assertThat(computed(variant)).isZero();
        measuring.series().removeIf(one -> one.signal() == Signal.CACHED_PROMPT_TOKENS);
        grown("a", Signal.CACHED_PROMPT_TOKENS, 0);
        // the same instant: both count alike
        assertThat(computed(variant)).isEqualTo(200, within(1e-9));
    }

    @Test
    void aCountThatIsNoNumberMakesNoMean() {
        recorded(steady("a"));
        grown("a", Signal.QUEUE_SUM, 5);
        grown("a", Signal.QUEUE_COUNT, Double.NaN);
        assertThat(measure(variant("v", running(ready("a", 500)))))
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.load().waitMillis()).isEmpty());
    }

    @Test
    void aResourceThatWasReCreatedDoesNotInheritPods() {
        measuring.see(variant("v", running(ready("a", 500))), NOW.minusSeconds(60));
        recorded(steady("a"));
        var old = variant("v", running());
        var fresh = old.withResource(old.resource().withUid("another-uid"));
        assertThat(measure(fresh)).isEqualTo(new Measured(Load.NONE, Duration.ZERO, 0, 0));
    }
}
