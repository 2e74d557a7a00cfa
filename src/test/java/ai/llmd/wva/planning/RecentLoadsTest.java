package ai.llmd.wva.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RecentLoadsTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration KEEP = Duration.ofMinutes(10);

    private RecentLoads recent = RecentLoads.NONE;

    @Test
    void theMostIsThatOfTheLastTenMinutes() {
        at(0, 9, 100);
        at(60, 4, 100);
        at(300, 5, 100);
        assertThat(recent.mostPerSecond()).isEqualTo(9);

        at(600, 3, 100);

        assertThat(recent.mostPerSecond()).isEqualTo(5);
    }

    @Test
    void aLengthIsTheMeanOverRequestsWhileTheLastMinuteIsNearIt() {
        at(0, 1, 100);
        at(60, 3, 112);

        assertThat(recent.outputTokens(OptionalDouble.of(112)).getAsDouble()).isEqualTo(109, within(1e-9));
    }

    @Test
    void aLengthThatHasReallyChangedCountsAtOnce() {
        at(0, 1, 100);
        at(60, 1, 100);
        at(120, 1, 200);

        assertThat(recent.outputTokens(OptionalDouble.of(200))).hasValue(200);
    }

    @Test
    void lengthsThatWereNotKnownCountForNothing() {
        recent = recent.with(RecentLoads.Sample.of(START, 5, OptionalDouble.empty(), OptionalDouble.empty()), KEEP);

        assertThat(recent.outputTokens(OptionalDouble.of(100))).hasValue(100);
        assertThat(recent.inputTokens(OptionalDouble.empty())).isEmpty();
    }

    @Test
    void shortCyclesLoseNoPeakAndMakeNoMoreSamplesThanLongOnes() {
        for (var second = 0; second <= 1200; second += 10) {
            at(second, second == 700 ? 9 : 4, 100);
        }

        assertThat(recent.mostPerSecond()).isEqualTo(9);
        assertThat(recent.samples()).hasSizeBetween(10, 15);
    }

    @Test
    void whatIsMeasuredAgainAtTheSameInstantReplacesTheFormer() {
        at(0, 9, 100);
        at(60, 8, 100);
        at(60, 5, 100);

        assertThat(recent.samples())
                .extracting(RecentLoads.Sample::ratePerSecond)
                .containsExactly(9.0, 5.0);
    }

    @Test
    void noLoadNeedsNoRoom() {
        at(0, 9, 100);

        assertThat(GrowthRoom.above(recent, 0)).isEmpty();
    }

    @Test
    void loadsTogetherAreSummedMinuteByMinuteWhateverTheirSeconds() {
        at(0, 4, 100);
        at(60, 6, 100);
        var other = RecentLoads.NONE.with(sample(95, 1, 50), KEEP).with(sample(150, 2, 50), KEEP);

        assertThat(RecentLoads.together(List.of(recent, other)).samples())
                .extracting(RecentLoads.Sample::ratePerSecond)
                .containsExactly(4.0, 7.0, 2.0);
    }

    private void at(int second, double ratePerSecond, double outputTokens) {
        recent = recent.with(sample(second, ratePerSecond, outputTokens), KEEP);
    }

    private static RecentLoads.Sample sample(int second, double ratePerSecond, double outputTokens) {
        return RecentLoads.Sample.of(
                START.plusSeconds(second), ratePerSecond, OptionalDouble.of(10), OptionalDouble.of(outputTokens));
    }
}
