package ai.llmd.wva.signals;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Variant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a restart, a gap, an end and a doubling of counters do to the arrival rate; in requests per minute. */
class CounterFaultsTest {
    private final Measuring measuring = new Measuring();

    private static Variant three() {
        return variant("v", running(ready("a", 900), ready("b", 900), ready("c", 900)));
    }

    private static Variant one() {
        return variant("v", running(ready("a", 900)));
    }

    private double perMinute(Variant variant, Servers... servers) {
        for (var server : servers) {
            measuring.recorded(server.series());
        }
        return perMinute(measuring.measure(variant));
    }

    private static double perMinute(Measurement measurement) {
        assertThat(measurement).isInstanceOf(Measured.class);
        return 60 * ((Measured) measurement).load().arrivalRatePerSecond();
    }

    @Test
    void serversWithoutPodLabelAddUp() {
        assertThat(perMinute(
                        three(),
                        Servers.of("", "1").steady(120, 20_000),
                        Servers.of("", "2").steady(120, 20_000),
                        Servers.of("", "3").steady(120, 20_000)))
                .isEqualTo(360, within(1.0));
    }

    @ParameterizedTest
    @CsvSource({"24, 160", "49, 240"})
    void aServerWithoutPodLabelThatJoinsCountsWithWhatItServedUntilItHasARate(long since, double expected) {
        // 20 s of 60 are less than half of the window: 40 requests; 45 s are a rate
        var joined = Servers.of("", "2").every(5, 4).between(since, 0).steady(120, 500);
        assertThat(perMinute(three(), Servers.of("", "1").every(5, 4).steady(120, 20_000), joined))
                .isEqualTo(expected, within(3.0));
    }

    @Test
    void aServerThatMissesScrapesIsNotOneThatRestarts() {
        var joined = Servers.of("", "3").every(3, 1);
        joined.with(Signal.FINISHED, second -> Math.floor(20_000 + 2 * second))
                .with(Signal.RUNNING, second -> 1)
                .with(Signal.WAITING, second -> 0);
        var withGap = joined.series().stream()
                .map(CounterFaultsTest::withoutSomeSamples)
                .toList();
        measuring.recorded(withGap);
        assertThat(perMinute(
                        three(),
                        Servers.of("", "1").every(3, 1).steady(120, 20_000),
                        Servers.of("", "2").every(3, 1).steady(120, 20_000)))
                .isEqualTo(360, within(6.0));
    }

    private static SignalSeries withoutSomeSamples(SignalSeries series) {
        var points = new Points.Builder();
        for (var i = 0; i < series.points().size(); i++) {
            var ago = (NOW.toEpochMilli() - series.points().at(i)) / 1000;
            if (ago < 27 || ago > 31) {
                points.add(series.points().at(i), series.points().value(i));
            }
        }
        return new SignalSeries(
                series.key(), series.signal(), series.metric(), series.process(), series.part(), points.build(), false);
    }

    @ParameterizedTest
    @CsvSource({"19, 360", "49, 270", "64, 240", "124, 240"})
    void aServerThatIsScaledInHasEnded(long goneSince, double expected) {
        // The two that stay go on with their own traffic; what the third served until it went stays in the window.
        var ended = Servers.of("", "3").between(180, goneSince).steady(120, 20_000);
        assertThat(perMinute(
                        three(),
                        Servers.of("", "1").steady(120, 20_000),
                        Servers.of("", "2").steady(120, 20_000),
                        ended))
                .isEqualTo(expected, within(3.0));
    }

    @ParameterizedTest
    @CsvSource({"8000, 8001", "8001, 8000"})
    void aServerOfAPodThatEndedCountsWithWhatItServedWhateverItsName(String ended, String stays) {
        // two a second until 34 s ago are 60 requests of the window's 60 s
        var gone = Servers.of("a", ended).every(10, 4).between(180, 34).steady(120, 20_000);
        measuring.recorded(gone.series());
        measuring.recorded(Servers.of("a", stays).every(10, 4).steady(60, 1_000).series());
        var measurement = measuring.measure(one());
        assertThat(perMinute(measurement)).isEqualTo(120, within(1.0));
        assertThat(((Measured) measurement).load().running()).isEqualTo(1);
    }

    @Test
    void oneOfTwoProcessesOfAPodThatRestartsCountsFromZero() {
        var restarted = Servers.of("a", "8001")
                .with(Signal.FINISHED, second -> second < -30 ? Math.floor(4_773 + second / 12) : 2)
                .with(Signal.RUNNING, second -> 0)
                .with(Signal.WAITING, second -> 0);
        assertThat(perMinute(one(), Servers.of("a", "8000").steady(5, 4_768), restarted))
                .isEqualTo(10, within(3.0));
    }

    @Test
    void oneOfTwoProcessesOfAPodThatMissesScrapesIsNotNew() {
        var gap = Servers.of("a", "8001").every(3, 1).steady(5, 9_535).series().stream()
                .map(CounterFaultsTest::withoutSomeSamples)
                .toList();
        measuring.recorded(gap);
        assertThat(perMinute(one(), Servers.of("a", "8000").every(3, 1).steady(5, 4_768)))
                .isEqualTo(10, within(2.0));
    }

    @Test
    void aCounterThatAppearsWithItsPastDoesNotCountIt() {
        // a relabelling that dropped the counter is taken away
        var server = Servers.of("a", "")
                .with(Signal.RUNNING, second -> 4)
                .with(Signal.WAITING, second -> 0)
                .between(30, 0)
                .with(Signal.FINISHED, second -> 20_000 + second);
        assertThat(perMinute(one(), server)).isLessThan(61);
    }

    @Test
    void aCounterOfSeldomOutcomesThatIsMadeByItsFirstCountCounts() {
        var server = Servers.of("a", "").steady(60, 1_000).between(10, 0).with(Signal.FINISHED, "length", second -> 1);
        assertThat(perMinute(one(), server)).isEqualTo(61, within(0.5));
    }

    @Test
    void aCounterThatStepsBackALittleWasNotReset() {
        var server = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 20_000 + second - (second > -40 && second < -30 ? 500 : 0))
                .with(Signal.RUNNING, second -> 1)
                .with(Signal.WAITING, second -> 0);
        assertThat(perMinute(one(), server)).isEqualTo(60, within(0.01));
    }

    @ParameterizedTest
    @EnumSource(
            value = Signal.class,
            names = {"FINISHED", "WAITING"})
    void aScrapeOneOfWhoseValuesIsNoNumberIsLeftOut(Signal broken) {
        var server = Servers.of("a", "").with(Signal.RUNNING, second -> 1);
        server.with(Signal.FINISHED, second -> broken == Signal.FINISHED && second > -5 ? Double.NaN : 1_000 + second)
                .with(Signal.WAITING, second -> broken == Signal.WAITING && second > -5 ? Double.NaN : 0);
        measuring.recorded(server.series());
        assertThat(measuring.measure(one())).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(perMinute(measured)).isEqualTo(60, within(1e-6));
            assertThat(measured.age()).isEqualTo(Duration.ofSeconds(19));
        });
    }

    @Test
    void aRankThatEndedRunsNothing() {
        var ranks = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 500 + second)
                .with(Signal.WAITING, second -> 0)
                .with(Signal.RUNNING, "engine=0", second -> 3)
                .between(180, 60)
                .with(Signal.RUNNING, "engine=1", second -> 2);
        measuring.recorded(ranks.series());
        assertThat(measuring.measure(one()))
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.load().running()).isEqualTo(3));
    }

    @Test
    void gaugesThatWereSampledALittleEarlierCount() {
        // two replicas of a Prometheus, each of which kept something else
        var server = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 1_000 + second)
                .with(Signal.RUNNING, second -> 4)
                .every(15, 7)
                .with(Signal.WAITING, second -> 3);
        measuring.recorded(server.series());
        assertThat(measuring.measure(one())).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.load().waiting()).isEqualTo(3);
            assertThat(perMinute(measured)).isEqualTo(60, within(1e-6));
        });
    }

    @Test
    void aRestartBeforeAnythingFinishedIsSeenInWhatStarted() {
        // long requests: 8 are lost with the process, 5 come to the new one within the window
        var server = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 0)
                .with(Signal.STARTED, second -> second < -30 ? 10 : 4)
                .with(Signal.RUNNING, second -> second < -30 ? 8 : 5)
                .with(Signal.WAITING, second -> 0);
        assertThat(perMinute(one(), server)).isEqualTo(5, within(1e-6));
    }

    @Test
    void onePageThatTwoPortsShowCountsOnce() {
        var page = Servers.of("a", "8000").every(15, 4).steady(60, 1_000);
        var again = Servers.of("a", "8001").every(15, 11).steady(60, 1_000);
        measuring.recorded(page.series());
        measuring.recorded(again.series());
        assertThat(measuring.measure(one())).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(60 * measured.load().arrivalRatePerSecond()).isEqualTo(60, within(1.0));
            assertThat(measured.load().running()).isEqualTo(1);
            assertThat(measured.caveats()).contains(new Caveat.RepeatedPages(List.of("a")));
        });
    }

    @Test
    void twoServersOfAPodThatCountForThemselvesAddUp() {
        assertThat(perMinute(
                        one(),
                        Servers.of("a", "8000").steady(60, 1_000),
                        Servers.of("a", "8001").steady(30, 900)))
                .isEqualTo(90, within(1.0));
    }

    @Test
    void dataParallelRanksAddUp() {
        var ranks = Servers.of("a", "")
                .with(Signal.FINISHED, "engine=0", second -> 500 + second)
                .with(Signal.FINISHED, "engine=1", second -> 800 + second / 2)
                .with(Signal.RUNNING, "engine=0", second -> 3)
                .with(Signal.RUNNING, "engine=1", second -> 2)
                .with(Signal.WAITING, "engine=0", second -> 0)
                .with(Signal.WAITING, "engine=1", second -> 0)
                .with(Signal.KV_CACHE, "engine=0", second -> 0.2)
                .with(Signal.KV_CACHE, "engine=1", second -> 0.4);
        measuring.recorded(ranks.series());
        assertThat(measuring.measure(one())).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(60 * measured.load().arrivalRatePerSecond()).isEqualTo(90, within(0.01));
            assertThat(measured.load().running()).isEqualTo(5);
            assertThat(measured.load().kvCacheUsage().orElseThrow()).isEqualTo(0.3, within(1e-9));
        });
    }

    @ParameterizedTest
    @CsvSource({"10, 3", "15, 14", "20, 31", "30, 2", "30, 45", "60, 5", "60, 58"})
    void everyUsualScrapeIntervalIsMeasured(long every, long newest) {
        var server = Servers.of("a", "").every(every, newest).steady(60, 1_000);
        assertThat(perMinute(one(), server)).isEqualTo(60, within(1.5));
    }

    @Test
    void aScrapeIntervalThatIsTooLongSaysWhatToSet() {
        var server = Servers.of("a", "").every(200, 5).steady(60, 1_000);
        measuring.recorded(server.series());
        assertThat(measuring.measure(one()))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.message())
                                .contains("too few samples", "more rarely than every 90s", "collector.rateWindow"));
    }
}
