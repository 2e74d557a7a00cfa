package ai.llmd.wva.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Rationale.Headroom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
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
        assertThat(recent.mostPerSecond(KEEP)).isEqualTo(9);

        at(600, 3, 100);

        assertThat(recent.mostPerSecond(KEEP)).isEqualTo(5);
    }

    @Test
    void aLengthIsTheMeanOverRequestsWhileTheLastMinuteIsNearIt() {
        at(0, 1, 100);
        at(60, 3, 112);

        assertThat(recent.outputTokens(OptionalDouble.of(112), KEEP).getAsDouble())
                .isEqualTo(109, within(1e-9));
    }

    @Test
    void aLengthThatHasReallyChangedCountsAtOnce() {
        at(0, 1, 100);
        at(60, 1, 100);
        at(120, 1, 200);

        assertThat(recent.outputTokens(OptionalDouble.of(200), KEEP)).hasValue(200);
    }

    @Test
    void lengthsThatWereNotKnownCountForNothing() {
        recent = recent.with(RecentLoads.Sample.of(START, 5, OptionalDouble.empty(), OptionalDouble.empty()), KEEP);

        assertThat(recent.outputTokens(OptionalDouble.of(100), KEEP)).hasValue(100);
        assertThat(recent.inputTokens(OptionalDouble.empty(), KEEP)).isEmpty();
    }

    @Test
    void shortCyclesLoseNoPeakAndMakeNoMoreSamplesThanLongOnes() {
        for (var second = 0; second <= 1200; second += 10) {
            at(second, second == 700 ? 9 : 4, 100);
        }

        assertThat(recent.mostPerSecond(KEEP)).isEqualTo(9);
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
    void aTrendIsTheLesserOfTwoRisesForTwiceAsLongAsAReplicaIsLate() {
        at(0, 4, 100);
        at(60, 10, 100);
        at(120, 13, 100);

        var room = room(13, Duration.ofMinutes(3)).orElseThrow();
        assertThat(room.trend().orElseThrow().perSecondEachSecond()).isEqualTo(0.05, within(1e-12));
        assertThat(room.rises()).isTrue();
        assertThat(room.plannedPerSecond()).isEqualTo(13 + 2 * 0.05 * 180, within(1e-9));
    }

    @Test
    void whatWaitsIsPlannedForWithinItsTimeWhereThatIsMore() {
        at(0, 4, 100);

        var room = GrowthRoom.above(recent, 4, 600, Duration.ofMinutes(3), Duration.ofMinutes(2))
                .orElseThrow();
        assertThat(room.drains()).isTrue();
        assertThat(room.plannedPerSecond()).isEqualTo(4 + 600.0 / 120, within(1e-12));
        var little = GrowthRoom.above(recent, 4, 60, Duration.ofMinutes(3), Duration.ofMinutes(2))
                .orElseThrow();
        assertThat(little.drains()).isFalse();
        assertThat(little.plannedPerSecond()).isEqualTo(6, within(1e-12));
    }

    @Test
    void noTrendLeadsToMoreThanThreeTimesTheLoad() {
        at(0, 0, 100);
        at(60, 10, 100);
        at(120, 20, 100);

        var room = room(20, Duration.ofMinutes(30)).orElseThrow();
        assertThat(room.plannedPerSecond()).isEqualTo(60, within(1e-9));
    }

    @Test
    void aStepIsNoTrendNorIsWhatChanceExplainsOrWhatALongGapHides() {
        at(0, 4, 100);
        at(60, 4.1, 100);
        at(120, 20, 100);
        assertThat(room(20, Duration.ofMinutes(3)).orElseThrow().trend()).isEmpty();

        recent = RecentLoads.NONE;
        at(0, 4, 100);
        at(60, 4.6, 100);
        at(120, 5.2, 100);
        assertThat(room(5.2, Duration.ofMinutes(3)).orElseThrow().trend()).isEmpty();

        recent = RecentLoads.NONE;
        at(0, 4, 100);
        at(300, 10, 100);
        at(360, 16, 100);
        assertThat(room(16, Duration.ofMinutes(3)).orElseThrow().trend()).isEmpty();
    }

    @Test
    void theMostIsOfTheLastTenMinutesAlthoughMoreIsRemembered() {
        at(0, 9, 100);
        for (int minute = 1; minute <= 10; minute++) {
            at(60 * minute, 2, 100);
        }

        assertThat(recent.mostPerSecond(GrowthRoom.WINDOW)).isEqualTo(2);
    }

    @Test
    void chanceIsThreeDeviationsOfAMinutesCount() {
        at(0, 15, 100);

        // 900 requests a minute: one deviation is 30 of them
        assertThat(room(15, Duration.ofMinutes(3)).orElseThrow().chance()).isEqualTo(0.1, within(1e-12));
    }

    @Test
    void chanceNeverDoublesMoreThanTheLoad() {
        at(0, 0.01, 100);

        assertThat(room(0.01, Duration.ofMinutes(3)).orElseThrow().chance()).isEqualTo(1);
    }

    @Test
    void dispersionOfPoissonCountsIsAboutOneWhateverTheTrendAndOfBurstsMore() {
        double steady = 0;
        double rising = 0;
        double bursty = 0;
        int rounds = 200;
        for (int seed = 0; seed < rounds; seed++) {
            var random = new Random(seed);
            steady += dispersion(minute -> 600 + StrictMath.sqrt(600) * random.nextGaussian());
            rising += dispersion(
                    minute -> 600 + 120 * minute + StrictMath.sqrt(600 + 120 * minute) * random.nextGaussian());
            bursty += dispersion(minute -> 600 + 3 * StrictMath.sqrt(600) * random.nextGaussian());
        }
        assertThat(steady / rounds).isBetween(1.0, 1.6);
        assertThat(rising / rounds).isBetween(1.0, 1.6);
        assertThat(bursty / rounds).isBetween(7.0, 13.0);
    }

    @Test
    void dispersionOfFewSamplesIsTakenForOne() {
        at(0, 1, 100);
        at(60, 100, 100);
        at(120, 1, 100);

        assertThat(Dispersion.of(recent.samples())).isEqualTo(1);
    }

    private Optional<Headroom> room(double ratePerSecond, Duration late) {
        return GrowthRoom.above(recent, ratePerSecond, 0, late, Duration.ofMinutes(2));
    }

    private static double dispersion(IntToDoubleFunction perMinute) {
        var loads = RecentLoads.NONE;
        for (int minute = 0; minute < 20; minute++) {
            loads = loads.with(
                    sample(60 * minute, Math.max(0, perMinute.applyAsDouble(minute) / 60), 100), GrowthRoom.MEMORY);
        }
        return Dispersion.of(loads.samples());
    }

    @Test
    void noLoadNeedsNoRoom() {
        at(0, 9, 100);

        assertThat(room(0, Duration.ofMinutes(3))).isEmpty();
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
