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

    @Test
    void aPodThatIsFreshAndOldIsMeasured() {
        measuring.recorded(Recording.steady("a"));
        assertThat(measuring.measure(variant("v", running(ready("a", 500)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
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
        assertThat(measuring.measure(variant("v", new TargetState.Missing(missing))))
                .isEqualTo(new Unknown(Cause.MISSING, missing));
    }

    @Test
    void noReplicasAndNoDepartedDemandIsNoLoad() {
        assertThat(measuring.measure(variant("v", running()))).isEqualTo(new Measured(Load.NONE, Duration.ZERO, 0, 0));
    }

    @Test
    void aTargetThatHasNotStartedItsReplicasYetIsNotZeroLoad() {
        var starting = new TargetState.Found(5, 0, 0, List.of(), Optional.empty());
        assertThat(measuring.measure(variant("v", starting)))
                .isEqualTo(new Unknown(Cause.MISSING, "no ready pod of Deployment v"));
    }

    @Test
    void whatADepartedPodServedIsDemandEvenWithoutReplicas() {
        measuring.see(variant("v", running(ready("a", 500))), NOW.minusSeconds(60));
        measuring.recorded(Recording.ofPod("a")
                .scraped(4, 300, 34, second -> new double[] {1000 + second, 1, 0})
                .ended(24));
        assertThat(measuring.measure(variant("v", running()))).isInstanceOfSatisfying(Measured.class, measured -> {
            // From 64 s ago to 34 s ago one request a second, over a window of 60 s.
            assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(0.5, within(1e-9));
            assertThat(measured.load().running()).isZero();
            assertThat(measured.expectedPods()).isZero();
        });
    }

    @Test
    void noReadyPodIsNotZeroLoad() {
        measuring.recorded(Recording.steady("a"));
        assertThat(measuring.measure(variant("v", running(unready("a")))))
                .isEqualTo(new Unknown(Cause.MISSING, "no ready pod of Deployment v"));
    }

    @Test
    void zeroIsZeroWithoutTokenRatios() {
        measuring.recorded(Recording.ofPod("a").scraped(4, 300, 0, second -> new double[] {77, 0, 0}));
        assertThat(measuring.measure(variant("v", running(ready("a", 500)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.load().isZero()).isTrue();
                    assertThat(measured.partial()).isFalse();
                });
    }

    @Test
    void aPodThatDoesNotReportMakesTheLoadPartial() {
        measuring.recorded(Recording.steady("a"));
        assertThat(measuring.measure(variant("v", running(ready("a", 500), ready("b", 500)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.partial()).isTrue();
                    assertThat(measured.reportingPods()).isEqualTo(1);
                    assertThat(measured.expectedPods()).isEqualTo(2);
                    assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1.0, within(1e-9));
                });
    }

    @Test
    void aYoungPodWithoutARateChangesNothing() {
        measuring.recorded(Recording.steady("a"));
        var alone = measuring.measure(variant("v", running(ready("a", 500))));
        assertThat(measuring.measure(variant("v", running(ready("a", 500), ready("b", 20)))))
                .isEqualTo(alone);
    }

    @Test
    void onlyYoungPodsHaveNoRate() {
        measuring.recorded(Recording.ofPod("a").scraped(4, 15, 0, second -> new double[] {20 + second, 1, 0}));
        assertThat(measuring.measure(variant("v", running(ready("a", 18)))))
                .isEqualTo(new Unknown(Cause.MISSING, "no pod is old enough to have a rate (needs 70s)"));
    }

    @Test
    void aYoungVariantHasTheRateOfItsOwnLife() {
        measuring.see(variant("v", running(unready("a"))), NOW.minusSeconds(60));
        measuring.see(variant("v", running(unready("a"), unready("b"))), NOW.minusSeconds(55));
        measuring.recorded(Recording.ofPod("b").scraped(4, 44, 0, Counts.constant(40, -45, 0, 1, 4)));
        assertThat(measuring.measure(variant("v", running(ready("b", 45)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(60 * measured.load().arrivalRatePerSecond()).isEqualTo(40, within(3.0));
                    assertThat(measured.expectedPods()).isZero();
                });
    }

    @Test
    void youngPodsAloneDoNotMakeZeroLoad() {
        measuring.see(variant("v", running(unready("a"))), NOW.minusSeconds(60));
        measuring.recorded(Recording.ofPod("a").scraped(4, 44, 0, second -> new double[] {0, 0, 0}));
        assertThat(measuring.measure(variant("v", running(ready("a", 45)))))
                .isEqualTo(new Unknown(Cause.MISSING, "no pod is old enough to have a rate (needs 70s)"));
    }

    @Test
    void aPodWhoseProcessStartedAnewCountsWhatArrivedBeforeAndAfter() {
        var restarted = Recording.ofPod("a");
        for (int ago = 64; ago >= 34; ago -= 10) {
            restarted.at(ago, 1000 - ago, 2, 0);
        }
        restarted.at(24, 0, 0, 0).at(14, 3, 2, 0).at(4, 13, 2, 0);
        measuring.recorded(restarted);
        assertThat(measuring.measure(variant("v", running(ready("a", 20)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    // 30 before the restart, 15 after it, over the 60 s between the first and the last sample
                    assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(45 / 60.0, within(1e-9));
                    assertThat(measured.load().isZero()).isFalse();
                });
    }

    @Test
    void aRolloutThatReplacedEveryPodKeepsTheDemand() {
        measuring.see(variant("v", running(ready("old", 500))), NOW.minusSeconds(60));
        measuring.see(variant("v", running(ready("old", 460), unready("new"))), NOW.minusSeconds(40));
        measuring.recorded(
                Recording.ofPod("old")
                        .scraped(4, 300, 34, second -> new double[] {1000 + second, 1, 0})
                        .ended(24),
                Recording.ofPod("new").at(24, 4, 1, 0).at(14, 14, 1, 0).at(4, 24, 1, 0));
        assertThat(measuring.measure(variant("v", running(ready("new", 30)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(55 / 60.0, within(1e-9));
                    assertThat(measured.load().running()).isEqualTo(1);
                });
    }

    @Test
    void staleSamplesAreTold() {
        measuring.recorded(Recording.ofPod("a").scraped(154, 400, 154, second -> new double[] {5, 0, 0}));
        assertThat(measuring.measure(variant("v", running(ready("a", 500)))))
                .isEqualTo(new Unknown(
                        Cause.STALE,
                        "newest sample of model default/default in namespace llm is from 2026-11-24T11:57:26Z,"
                                + " older than the limit of 2m"));
    }

    @Test
    void theWindowEndsWithTheNewestSampleWhileItIsNotStale() {
        measuring.recorded(Recording.ofPod("a").scraped(84, 400, 84, second -> new double[] {500 + second, 3, 0}));
        assertThat(measuring.measure(variant("v", running(ready("a", 500)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1, within(1e-9));
                    assertThat(measured.age()).isEqualTo(Duration.ofSeconds(84));
                });
    }

    @Test
    void aPodWhoseSamplesEndedBeforeTheWindowIsNotAZeroRate() {
        measuring.recorded(Recording.steady("a"), Recording.ofPod("b").scraped(84, 400, 84, second ->
                new double[] {500 + second, 3, 0}));
        assertThat(measuring.measure(variant("v", running(ready("a", 500), ready("b", 500)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.reportingPods()).isEqualTo(1);
                    assertThat(measured.partial()).isTrue();
                });
    }

    @Test
    void nanIsNoValueAndIsNamed() {
        measuring.recorded(Recording.steady("a"));
        replaced(Signal.RUNNING, Double.NaN);
        assertThat(measuring.measure(variant("v", running(ready("a", 500)))))
                .isEqualTo(new Unknown(
                        Cause.MISSING,
                        "only NaN or infinite values of vllm:num_requests_running for model default/default in"
                                + " namespace llm"));
    }

    @Test
    void anInfiniteCounterIsNotAnEmptyOne() {
        measuring.recorded(Recording.steady("a"));
        replaced(Signal.FINISHED, Double.POSITIVE_INFINITY);
        assertThat(measuring.measure(variant("v", running(ready("a", 500)))))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.message()).contains("vllm:request_success_total"));
    }

    @Test
    void noSeriesTellsWhatToCheckAndWhichModelsThereAre() {
        for (var model : List.of("a", "b", "c", "d")) {
            measuring.recorded(new Recording(model, PodFleets.NAMESPACE, "other").at(5, 0, 0, 0));
        }
        assertThat(measuring.measure(variant("v", running(ready("a", 500)))))
                .isInstanceOfSatisfying(Unknown.class, unknown -> {
                    assertThat(unknown.cause()).isEqualTo(Cause.ABSENT);
                    assertThat(unknown.message())
                            .contains("model default/default in namespace llm", "ServiceMonitor", "modelID")
                            .endsWith("model_name in this namespace: \"a\", \"b\", \"c\" and 1 more");
                });
    }

    @Test
    void seriesOfOtherPodsAreNotThisVariants() {
        measuring.recorded(Recording.steady("other"));
        assertThat(measureBesideAnother(variant("v", running(ready("a", 500)))))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.message())
                                .contains("from the pods of Deployment v; there are some from \"other\""));
    }

    @Test
    void seriesWithoutPodLabelAreTheOnlyVariantsOwn() {
        measuring.recorded(Recording.steady(""));
        assertThat(measuring.measure(variant("v", running(ready("a", 500), ready("b", 500)))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1.0, within(1e-9));
                    assertThat(measured.reportingPods()).isEqualTo(2);
                    assertThat(measured.partial()).isFalse();
                });
    }

    @Test
    void seriesWithoutPodLabelCannotBeDivided() {
        measuring.recorded(Recording.steady(""));
        assertThat(measureBesideAnother(variant("v", running(ready("a", 500)))))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.message()).contains("no pod label", "2 variants"));
    }

    @Test
    void aResourceThatWasReCreatedDoesNotInheritPods() {
        measuring.see(variant("v", running(ready("a", 500))), NOW.minusSeconds(60));
        measuring.recorded(Recording.steady("a"));
        var old = variant("v", running());
        var fresh = old.withResource(old.resource().withUid("another-uid"));
        assertThat(measuring.measure(fresh)).isEqualTo(new Measured(Load.NONE, Duration.ZERO, 0, 0));
    }
}
