package ai.llmd.wva.signals;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Engines and relabellings that leave series out: what is not exported is not zero, and what was assumed is said. */
class PartialExportTest {
    private final Measuring measuring = new Measuring();

    private static Variant three() {
        return variant("v", running(ready("a", 900), ready("b", 900), ready("c", 900)));
    }

    private static Variant one() {
        return variant("v", running(ready("a", 900)));
    }

    private Measurement measure(Variant variant, Servers... servers) {
        measuring.series().clear();
        for (var server : servers) {
            measuring.recorded(server.series());
        }
        return measuring.measure(variant);
    }

    private static Measured measured(Measurement measurement) {
        assertThat(measurement).isInstanceOf(Measured.class);
        return (Measured) measurement;
    }

    private static Servers gauges(String pod, double running) {
        return Servers.of(pod, "").with(Signal.RUNNING, second -> running).with(Signal.WAITING, second -> 0);
    }

    @Test
    void requestsThatRunWithoutACounterAreUnknown() {
        assertThat(measure(three(), gauges("a", 1), gauges("b", 1), gauges("c", 1)))
                .isEqualTo(new Unknown(
                        Cause.MISSING,
                        "there is vllm:num_requests_running of model default/default in namespace llm, but no"
                                + " vllm:request_success_total: a relabelling that keeps some metrics only is the usual"
                                + " cause"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 2})
    void aCounterThatWasSeenAndIsGoneIsUnknownEvenWhenNothingRuns(double running) {
        measured(measure(one(), Servers.of("a", "").steady(60, 1_000)));

        assertThat(measure(one(), gauges("a", running)))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.cause()).isEqualTo(Cause.MISSING));
    }

    /** One request in the batch all the time, and a counter that was stored until so many seconds ago only. */
    private static Servers countedUntil(String pod, long secondsAgo) {
        return Servers.of(pod, "")
                .between(180, secondsAgo)
                .with(Signal.FINISHED, second -> 1_000 + second)
                .with(Signal.STARTED, second -> 1_000 + second)
                .between(180, 0)
                .with(Signal.RUNNING, second -> 1)
                .with(Signal.WAITING, second -> 0);
    }

    @Test
    void aCounterThatIsStoredNoLongerLowersNoRate() {
        var measured = measured(measure(three(), countedUntil("a", 30), countedUntil("b", 30), countedUntil("c", 30)));
        assertThat(60 * measured.load().arrivalRatePerSecond()).isEqualTo(180, within(1e-6));
    }

    @Test
    void aCounterThatIsStoredAgainCountsNothingTwice() {
        var server = Servers.of("a", "")
                .with(Signal.RUNNING, second -> 1)
                .with(Signal.WAITING, second -> 0)
                .with(Signal.FINISHED, second -> 1_000 + second);
        var series = server.series().stream()
                .map(one -> one.signal() == Signal.FINISHED ? withoutMiddle(one) : one)
                .toList();
        measuring.recorded(series);
        var measured = measured(measuring.measure(one()));
        assertThat(60 * measured.load().arrivalRatePerSecond()).isEqualTo(60, within(1e-6));
    }

    private static SignalSeries withoutMiddle(SignalSeries series) {
        var points = new Points.Builder();
        for (var i = 0; i < series.points().size(); i++) {
            if (i < 5 || i >= series.points().size() - 2) {
                points.add(series.points().at(i), series.points().value(i));
            }
        }
        return new SignalSeries(
                series.key(), series.signal(), series.metric(), series.process(), series.part(), points.build(), false);
    }

    @ParameterizedTest
    @ValueSource(longs = {45, 60, 90, 120, 150})
    void aCounterThatIsStoredNoLongerIsSoonUnknown(long secondsAgo) {
        assertThat(measure(
                        three(),
                        countedUntil("a", secondsAgo),
                        countedUntil("b", secondsAgo),
                        countedUntil("c", secondsAgo)))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.message()).contains("a relabelling that keeps"));
    }

    @Test
    void thatNoQueueIsExportedIsTold() {
        var server = Servers.of("a", "").with(Signal.FINISHED, second -> 1_000 + second);
        var measured = measured(measure(one(), server));
        assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1, within(1e-9));
        assertThat(measured.caveats()).contains(new Caveat.QueueNotExported());
    }

    @Test
    void anIdleServerThatNeverCountedIsIdle() {
        assertThat(measured(measure(one(), gauges("a", 0))).load().isZero()).isTrue();
    }

    @Test
    void aPodWithoutTheCounterBesideOthersMakesTheLoadPartial() {
        var measured = measured(measure(
                three(),
                Servers.of("a", "").steady(60, 1_000),
                Servers.of("b", "").steady(60, 1_000),
                gauges("c", 2)));
        assertThat(measured.partial()).isTrue();
        assertThat(measured.reportingPods()).isEqualTo(2);
    }

    @Test
    void startsCountWhereCompletionsAreNotExported() {
        var server = gauges("a", 2).with(Signal.STARTED, second -> 1_000 + second);
        assertThat(measured(measure(one(), server)).load().arrivalRatePerSecond())
                .isEqualTo(1, within(1e-9));
    }

    @Test
    void anEngineThatCountsArrivalsIsBelieved() {
        var server = Servers.of("a", "")
                .with(Signal.ARRIVED, second -> 500 + 2 * second)
                .with(Signal.FINISHED, second -> 300 + second)
                .with(Signal.RUNNING, second -> 4)
                .with(Signal.WAITING, second -> 0);
        assertThat(measured(measure(one(), server)).load().arrivalRatePerSecond())
                .isEqualTo(2, within(1e-9));
    }

    @Test
    void anEngineThatCountsNothingButArrivalsIsBelieved() {
        var server = gauges("a", 4).with(Signal.ARRIVED, second -> 500 + 2 * second);
        var measured = measured(measure(one(), server));
        assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(2, within(1e-9));
        assertThat(measured.partial()).isFalse();
    }

    @Test
    void whatANewPodStartedBeforeItWasScrapedCountsWhereCompletionsAreNotExported() {
        measuring.see(one(), NOW.minusSeconds(90));
        // 50 requests since it came, 10 of them before the first sample
        var fresh = Servers.of("b", "")
                .every(10, 4)
                .between(49, 0)
                .with(Signal.RUNNING, second -> 1)
                .with(Signal.WAITING, second -> 0)
                .with(Signal.STARTED, second -> 54 + second);
        var both = variant("v", running(ready("a", 900), ready("b", 50)));
        var idle = gauges("a", 0).with(Signal.STARTED, second -> 7);
        assertThat(60 * measured(measure(both, fresh, idle)).load().arrivalRatePerSecond())
                .isEqualTo(50, within(1e-6));
    }

    @Test
    void promptTokensThatAreNotExportedAreNoneOnceRequestsCompleted() {
        var server = Servers.of("a", "")
                .steady(40, 1_000)
                .with(Signal.GENERATED_TOKENS_SUM, second -> 100_000 + 100 * second)
                .with(Signal.GENERATED_TOKENS_COUNT, second -> 1_000 + second);
        var measured = measured(measure(one(), server));
        assertThat(measured.load().inputTokens()).hasValue(0);
        assertThat(measured.load().outputTokens()).hasValue(100);
        assertThat(measured.caveats()).contains(new Caveat.InputTokensNotExported());
    }

    @Test
    void promptTokensThatDidNotGrowAreUnknownAndNotMissing() {
        // one long request; what is counted of prompts is of before
        var server = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 1_000)
                .with(Signal.RUNNING, second -> second < -50 ? 0 : 1)
                .with(Signal.WAITING, second -> 0)
                .with(Signal.PROMPT_TOKENS, second -> 90_000);
        var measured = measured(measure(one(), server));
        assertThat(measured.load().inputTokens()).isEmpty();
        assertThat(measured.caveats()).doesNotContain(new Caveat.InputTokensNotExported());
    }

    @Test
    void requestsWithoutOutputAreTold() {
        var server = Servers.of("a", "")
                .steady(40, 1_000)
                .with(Signal.PROMPT_TOKENS_SUM, second -> 100_000 + 100 * second)
                .with(Signal.PROMPT_TOKENS_COUNT, second -> 1_000 + second)
                .with(Signal.GENERATED_TOKENS_SUM, second -> 0)
                .with(Signal.GENERATED_TOKENS_COUNT, second -> 1_000 + second);
        var measured = measured(measure(one(), server));
        assertThat(measured.load().outputTokens()).hasValue(0);
        assertThat(measured.caveats()).containsExactly(new Caveat.NoOutputTokens());
    }

    @Test
    void tokensComeFromTheirTotalsWhereHistogramsAreMissing() {
        var server = Servers.of("a", "")
                .steady(60, 1_000)
                .with(Signal.STARTED, second -> 2_000 + second)
                .with(Signal.PROMPT_TOKENS, second -> 90_000 + 80 * second)
                .with(Signal.GENERATED_TOKENS, second -> 90_000 + 120 * second);
        var load = measured(measure(one(), server)).load();
        assertThat(load.inputTokens().orElseThrow()).isEqualTo(80, within(1e-6));
        assertThat(load.outputTokens().orElseThrow()).isEqualTo(120, within(1e-6));
    }

    @Test
    void theCacheOfAServerHoldsWhatItsEnginesHoldSinceTheLastRestart() {
        var server = Servers.of("a", "")
                .steady(60, 1_000)
                .with(Signal.KV_CAPACITY, "engine=0", second -> 40_000)
                .with(Signal.KV_CAPACITY, "engine=1", second -> 50_000)
                .between(180, 60)
                .with(Signal.KV_CAPACITY, "before", second -> 10_000);
        assertThat(measured(measure(one(), server)).load().kvCacheTokens()).hasValue(90_000);
    }

    @Test
    void cacheUsageInPercentIsTold() {
        var server = Servers.of("a", "").steady(60, 1_000).with(Signal.KV_CACHE, second -> 42);
        assertThat(measured(measure(one(), server)).load().kvCacheUsage().orElseThrow())
                .isEqualTo(0.42, within(1e-9));
    }

    @Test
    void aReadyPodWhosePageIsReadButShowsNoSeriesIsIdle() {
        var up = new SignalSeries(
                new PodKey("", PodFleets.NAMESPACE, "b"),
                Signal.UP,
                "up",
                "",
                "",
                Points.single(NOW.toEpochMilli(), 1),
                false);
        measuring.recorded(Servers.of("a", "").steady(0, 1_000).series());
        measuring.recorded(List.of(up));
        var measured = measured(measuring.measure(variant("v", running(ready("a", 900), ready("b", 900)))));
        assertThat(measured.partial()).isFalse();
        assertThat(measured.caveats()).contains(new Caveat.SilentPods(List.of("b")));
    }

    @Test
    void withoutThatProofItMissesUntilTheOthersHaveBeenIdleForLong() {
        var idle = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 1_000)
                .with(Signal.RUNNING, second -> 0)
                .with(Signal.WAITING, second -> 0);
        assertThat(measured(measure(variant("v", running(ready("a", 900), ready("b", 300))), idle))
                        .partial())
                .isTrue();
        assertThat(measured(measure(variant("v", running(ready("a", 900), ready("b", 400))), idle))
                        .partial())
                .isFalse();
        assertThat(measured(measure(
                                variant("v", running(ready("a", 900), ready("b", 400))),
                                Servers.of("a", "").steady(60, 1_000)))
                        .partial())
                .isTrue();
    }

    @Test
    void aPodThatHadSeriesAndLostThemIsNotIdle() {
        var both = variant("v", running(ready("a", 900), ready("b", 900)));
        measured(measure(
                both, Servers.of("a", "").steady(60, 1_000), Servers.of("b", "").steady(60, 1_000)));
        var up = new SignalSeries(
                new PodKey("", PodFleets.NAMESPACE, "b"),
                Signal.UP,
                "up",
                "",
                "",
                Points.single(NOW.toEpochMilli(), 1),
                false);
        measuring.series().clear();
        measuring.recorded(Servers.of("a", "").steady(60, 1_000).series());
        measuring.recorded(List.of(up));
        assertThat(measured(measuring.measure(both)).partial()).isTrue();
    }
}
