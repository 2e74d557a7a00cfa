package ai.llmd.wva.metrics;

import static ai.llmd.wva.metrics.PodFleets.NOW;
import static ai.llmd.wva.metrics.PodFleets.ready;
import static ai.llmd.wva.metrics.PodFleets.running;
import static ai.llmd.wva.metrics.PodFleets.unready;
import static ai.llmd.wva.metrics.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.metrics.Recording.Counts;
import ai.llmd.wva.metrics.Series.Point;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VariantMeterTest {
    private static final Sampling SAMPLING =
            new Sampling(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofSeconds(10));

    private static final String ADVICE = "check the ServiceMonitor and the modelID";

    private final List<Series> answers = new ArrayList<>();
    private final PodBook book = new PodBook(SAMPLING.rememberDeparted());

    private void recorded(Recording... recordings) {
        for (var recording : recordings) {
            answers.addAll(recording.answers(SAMPLING));
        }
    }

    private void single(String pod, SeriesTag part, double value) {
        answers.add(Recording.single(pod, part, value));
    }

    private Measurement measure(Variant variant) {
        return measure(variant, 1);
    }

    private Measurement measure(Variant variant, int siblings) {
        book.see(PodFleets.of(variant), NOW);
        return new VariantMeter(SAMPLING, ADVICE, new Samples(answers), NOW)
                .measure(variant, book.pods(variant), siblings);
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
        book.see(PodFleets.of(variant("v", running(ready("a", 500)))), NOW.minusSeconds(60));
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
        book.see(PodFleets.of(variant("v", running(unready("a")))), NOW.minusSeconds(60));
        book.see(PodFleets.of(variant("v", running(unready("a"), unready("b")))), NOW.minusSeconds(55));
        recorded(Recording.ofPod("b").scraped(4, 44, 0, Counts.constant(40, -45, 0, 1, 4)));
        assertThat(measure(variant("v", running(ready("b", 45))))).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(60 * measured.load().arrivalRatePerSecond()).isEqualTo(40, within(3.0));
            assertThat(measured.expectedPods()).isZero();
        });
    }

    @Test
    void youngPodsAloneDoNotMakeZeroLoad() {
        book.see(PodFleets.of(variant("v", running(unready("a")))), NOW.minusSeconds(60));
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
        book.see(PodFleets.of(variant("v", running(ready("old", 500)))), NOW.minusSeconds(60));
        book.see(PodFleets.of(variant("v", running(ready("old", 460), unready("new")))), NOW.minusSeconds(40));
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
    void samplesOlderThanTheWindowAreNotAZeroRate() {
        recorded(Recording.ofPod("a").scraped(84, 400, 84, second -> new double[] {500 + second, 3, 0}));
        assertThat(measure(variant("v", running(ready("a", 500))))).isInstanceOfSatisfying(Unknown.class, unknown -> {
            assertThat(unknown.cause()).isEqualTo(Cause.STALE);
            assertThat(unknown.message())
                    .contains("is from 2026-11-24T11:58:36Z, so that there is no rate over the last 60s");
        });
    }

    @Test
    void nanIsNoValueAndIsNamed() {
        recorded(steady("a"));
        answers.replaceAll(series -> series.part() == SeriesTag.RUNNING
                ? new Series(
                        series.key(),
                        series.part(),
                        series.points().stream()
                                .map(point -> new Point(point.atMillis(), Double.NaN))
                                .toList())
                : series);
        assertThat(measure(variant("v", running(ready("a", 500)))))
                .isEqualTo(new Unknown(
                        Cause.MISSING,
                        "only NaN or infinite values of vllm:num_requests_running for model default/default in"
                                + " namespace llm"));
    }

    @Test
    void anInfiniteCounterIsNotAnEmptyOne() {
        recorded(steady("a"));
        answers.replaceAll(series -> series.part() == SeriesTag.FINISHED
                ? new Series(
                        series.key(),
                        series.part(),
                        series.points().stream()
                                .map(point -> new Point(point.atMillis(), Double.POSITIVE_INFINITY))
                                .toList())
                : series);
        assertThat(measure(variant("v", running(ready("a", 500)))))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.message()).contains("vllm:request_success_total"));
    }

    @Test
    void noSeriesTellsWhatToCheckAndWhichModelsThereAre() {
        for (var model : List.of("a", "b", "c", "d")) {
            answers.addAll(new Recording(model, PodFleets.NAMESPACE, "other")
                    .at(5, 0, 0, 0)
                    .answers(SAMPLING));
        }
        assertThat(measure(variant("v", running(ready("a", 500))))).isInstanceOfSatisfying(Unknown.class, unknown -> {
            assertThat(unknown.cause()).isEqualTo(Cause.MISSING);
            assertThat(unknown.message())
                    .contains("model default/default in namespace llm", "ServiceMonitor", "modelID")
                    .endsWith("model_name in this namespace: \"a\", \"b\", \"c\" and 1 more");
        });
    }

    @Test
    void seriesOfOtherPodsAreNotThisVariants() {
        recorded(steady("other"));
        assertThat(measure(variant("v", running(ready("a", 500))), 2))
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
        assertThat(measure(variant("v", running(ready("a", 500))), 2))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.message()).contains("no pod label", "2 variants"));
    }

    @Test
    void meansWeighPodsByWhatTheyServed() {
        recorded(steady("a"), steady("b"));
        single("a", SeriesTag.GENERATED_TOKENS, 300);
        single("a", SeriesTag.GENERATED_COUNT, 3);
        single("b", SeriesTag.GENERATED_TOKENS, 200);
        single("b", SeriesTag.GENERATED_COUNT, 1);
        single("a", SeriesTag.PROMPT_TOKENS, 0);
        single("a", SeriesTag.PROMPT_COUNT, 0);
        single("a", SeriesTag.FIRST_TOKEN_SECONDS, 0.5);
        single("a", SeriesTag.FIRST_TOKEN_COUNT, 2);
        single("a", SeriesTag.PER_OUTPUT_TOKEN_SECONDS, 0.1);
        single("a", SeriesTag.PER_OUTPUT_TOKEN_COUNT, 4);
        single("a", SeriesTag.KV_CACHE, 0.2);
        single("b", SeriesTag.GPU_CACHE, 0.4);
        assertThat(measure(variant("v", running(ready("a", 500), ready("b", 500)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.load().outputTokens()).hasValue(125);
                    assertThat(measured.load().inputTokens()).isEmpty();
                    assertThat(measured.load().ttftMillis()).hasValue(250);
                    assertThat(measured.load().itlMillis()).hasValue(25);
                    assertThat(measured.load().waitMillis()).isEmpty();
                    assertThat(measured.load().kvCacheUsage().orElseThrow()).isEqualTo(0.3, within(1e-9));
                });
    }

    @Test
    void interTokenLatencyIsPreferredAndNanIsNoLatency() {
        recorded(steady("a"));
        single("a", SeriesTag.PER_OUTPUT_TOKEN_SECONDS, 0.1);
        single("a", SeriesTag.PER_OUTPUT_TOKEN_COUNT, 4);
        single("a", SeriesTag.INTER_TOKEN_SECONDS, 0.3);
        single("a", SeriesTag.INTER_TOKEN_COUNT, 10);
        single("a", SeriesTag.QUEUE_SECONDS, Double.NaN);
        single("a", SeriesTag.QUEUE_COUNT, 10);
        assertThat(measure(variant("v", running(ready("a", 500))))).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.load().itlMillis().orElseThrow()).isEqualTo(30, within(1e-9));
            assertThat(measured.load().waitMillis()).isEmpty();
        });
    }

    @Test
    void aResourceThatWasReCreatedDoesNotInheritPods() {
        book.see(PodFleets.of(variant("v", running(ready("a", 500)))), NOW.minusSeconds(60));
        recorded(steady("a"));
        var old = variant("v", running());
        var fresh = old.withResource(old.resource().withUid("another-uid"));
        assertThat(measure(fresh)).isEqualTo(new Measured(Load.NONE, Duration.ZERO, 0, 0));
    }
}
