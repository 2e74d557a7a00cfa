package ai.llmd.wva.signals;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.unready;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Variant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which pods a measurement waits for, and what is known where they show nothing. */
class ExpectedPodsTest {
    private final Measuring measuring = new Measuring();

    private Measurement measure(Variant variant, Servers... servers) {
        for (var server : servers) {
            measuring.recorded(server.series());
        }
        return measuring.measure(variant);
    }

    private static Measured measured(Measurement measurement) {
        assertThat(measurement).isInstanceOf(Measured.class);
        return (Measured) measurement;
    }

    private static Unknown unknown(Measurement measurement) {
        assertThat(measurement).isInstanceOf(Unknown.class);
        return (Unknown) measurement;
    }

    private void answers(String pod, double up) {
        var key = new PodKey("", PodFleets.NAMESPACE, pod);
        var points = Points.single(NOW.toEpochMilli(), up);
        measuring.recorded(List.of(new SignalSeries(key, Signal.UP, "up", "", "", points, false)));
    }

    private static Servers young(String pod, double perMinute) {
        return Servers.of(pod, "")
                .every(10, 4)
                .between(44, 0)
                .with(Signal.FINISHED, second -> 50 + second * perMinute / 60)
                .with(Signal.RUNNING, second -> 0)
                .with(Signal.WAITING, second -> 0);
    }

    @Test
    void podsWhosePagesAreReadButShowNothingHaveNoLoad() {
        answers("a", 1);
        answers("b", 1);
        assertThat(measure(variant("v", running(ready("a", 900), ready("b", 900)))))
                .isEqualTo(new Measured(
                        Load.NONE, Duration.ZERO, 0, 0, List.of(new Caveat.SilentPods(List.of("a", "b")))));
    }

    @Test
    void aPodWhosePageCannotBeReadIsUnknown() {
        answers("a", 0);
        assertThat(unknown(measure(variant("v", running(ready("a", 900))))).cause())
                .isEqualTo(Cause.ABSENT);
    }

    @Test
    void aYoungIdlePodBesideOneThatNeverServedIsNoLoad() {
        answers("a", 1);
        var measured = measured(measure(variant("v", running(ready("a", 900), ready("b", 45))), young("b", 0)));
        assertThat(measured.load().isZero()).isTrue();
        assertThat(measured.caveats()).contains(new Caveat.SilentPods(List.of("a")));
    }

    @Test
    void youngPodsWithoutSamplesAreWaitedFor() {
        assertThat(measure(variant("v", running(ready("a", 20)))))
                .isEqualTo(new Unknown(Cause.MISSING, "no pod is old enough to have a rate (needs 75s)"));
    }

    @Test
    void youngPodsDoNotSpeakForOldOnesThatShowNothing() {
        var unknown = unknown(measure(variant("v", running(ready("a", 900), ready("b", 45))), young("b", 60)));
        assertThat(unknown.cause()).isEqualTo(Cause.MISSING);
        assertThat(unknown.message()).startsWith("too few samples of model default/default");
    }

    @Test
    void podsThatWentDoNotSpeakForThoseThatAreLeft() {
        measuring.see(variant("v", running(ready("a", 900), ready("b", 900))), NOW.minusSeconds(60));
        var gone = Servers.of("a", "").between(180, 34).steady(60, 1_000);
        assertThat(unknown(measure(variant("v", running(ready("b", 900))), gone))
                        .cause())
                .isEqualTo(Cause.ABSENT);
    }

    @Test
    void aPodThatIsNotReadyIsNotWaitedFor() {
        var measured = measured(measure(
                variant("v", running(ready("a", 900), unready("b"))),
                Servers.of("a", "").steady(60, 1_000)));
        assertThat(measured.expectedPods()).isEqualTo(1);
        assertThat(measured.partial()).isFalse();
    }

    @Test
    void whatAPodServesThatIsNotReadyYetCounts() {
        var measured = measured(measure(
                variant("v", running(ready("a", 900), unready("b"))),
                Servers.of("a", "").every(10, 4).steady(60, 1_000),
                young("b", 60)));
        // 40 requests of the second in a window of 60 s
        assertThat(60 * measured.load().arrivalRatePerSecond()).isEqualTo(100, within(1.0));
    }

    @Test
    void tooFewSamplesThatAreOlderThanTheWindowAreStale() {
        var single = Servers.of("a", "").between(95, 90).steady(60, 1_000);
        var unknown = unknown(measure(variant("v", running(ready("a", 900))), single));
        assertThat(unknown.cause()).isEqualTo(Cause.STALE);
        assertThat(unknown.message())
                .isEqualTo("newest sample of model default/default in namespace llm is from 2026-11-24T11:58:26Z,"
                        + " so that there is no rate over the last 60s");
    }

    @Test
    void theNewestSampleThatWasEverSeenIsTold() {
        var before = NOW.minusSeconds(150);
        measuring.recorded(Moved.by(Servers.of("a", "").steady(60, 1_000).series(), -150));
        var one = variant("v", running(ready("a", 900)));
        measured(measuring.measure(before, one));
        // a store that lost what it had
        measuring.series().clear();
        measuring.recorded(Moved.by(Servers.of("a", "").steady(60, 1_000).series(), -170));
        assertThat(unknown(measuring.measure(NOW, one)).message()).contains("is from 2026-11-24T11:57:26Z");
    }

    @Test
    void requestsThatServersWithoutPodLabelStillHoldAreLoadThoughThereAreNoReplicas() {
        var last = Servers.of("", "1")
                .with(Signal.FINISHED, second -> 1_000)
                .with(Signal.RUNNING, second -> 2)
                .with(Signal.WAITING, second -> 0);
        var measured = measured(measure(variant("v", running()), last));
        assertThat(measured.load().arrivalRatePerSecond()).isZero();
        assertThat(measured.load().running()).isEqualTo(2);
    }

    @Test
    void seriesThatNameNeitherModelNorPodAreNobodysOwn() {
        var key = new PodKey("", PodFleets.NAMESPACE, "");
        for (var one : Servers.of("", "").steady(60, 1_000).series()) {
            measuring.recorded(List.of(
                    new SignalSeries(key, one.signal(), one.metric(), one.process(), one.part(), one.points(), false)));
        }
        var broken = Servers.of("", "").with(Signal.RUNNING, second -> Double.NaN);
        assertThat(unknown(measure(variant("v", running(ready("a", 900))), broken))
                        .message())
                .startsWith("only NaN or infinite values of vllm:num_requests_running");
    }

    @Test
    void seriesOfAPodThatNameNoModelAreThePodsOwn() {
        var key = new PodKey("", PodFleets.NAMESPACE, "a");
        for (var one : Servers.of("a", "").steady(60, 1_000).series()) {
            measuring.recorded(List.of(
                    new SignalSeries(key, one.signal(), one.metric(), one.process(), one.part(), one.points(), false)));
        }
        assertThat(measured(measure(variant("v", running(ready("a", 900)))))
                        .load()
                        .arrivalRatePerSecond())
                .isEqualTo(1, within(0.02));
    }
}
