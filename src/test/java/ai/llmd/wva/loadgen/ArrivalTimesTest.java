package ai.llmd.wva.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalTimesTest {
    @Test
    void constantArrivalsAreEvenlySpacedFromTheStart() {
        assertThat(constant("[[6, 40]]")).containsExactly(0.0, 1500.0, 3000.0, 4500.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[[1200, 40]]|800", "[[60, 1]]|1", "[[1, 6000]]|100", "[[60, 0]]|0", "[[30, 1]]|1", "[[90, 1]]|2"})
    void asManyArriveAsTheRateAmountsTo(String table, int requests) {
        assertThat(constant(table)).hasSize(requests);
    }

    @Test
    void aNewRateTakesOverWhereTheOldOneLeft() {
        assertThat(constant("[[3, 60], [1, 120]]")).containsExactly(0.0, 1000.0, 2000.0, 3000.0, 3500.0);
    }

    @Test
    void spacingCarriesOverIntoTheNextPhase() {
        // half a spacing of the first rate has passed, so half of one of the second remains
        assertThat(constant("[[1.5, 60], [2, 120]]")).containsExactly(0.0, 1000.0, 1750.0, 2250.0, 2750.0, 3250.0);
    }

    @Test
    void aPauseOnlyShiftsWhatFollows() {
        assertThat(constant("[[2, 60], [10, 0], [2, 60]]")).containsExactly(0.0, 1000.0, 12000.0, 13000.0);
    }

    @Test
    void aTableThatBeginsWithAPauseBeginsLate() {
        assertThat(constant("[[5, 0], [1, 60]]")).containsExactly(5000.0);
    }

    @Test
    void poissonArrivalsHaveTheRateOfEachPhase() {
        var times = all(
                ArrivalTimes.of(RateTable.parse("[[10000, 60], [10000, 240]]"), ArrivalPattern.POISSON, new Random(3)));

        assertThat((double) times.stream().filter(at -> at < 1e7).count()).isCloseTo(10_000, withinPercentage(3));
        assertThat((double) times.stream().filter(at -> at >= 1e7).count()).isCloseTo(40_000, withinPercentage(2));
        assertThat(times).isSorted().allSatisfy(at -> assertThat(at).isBetween(0.0, 2e7));
    }

    @Test
    void poissonGapsSpreadAsWideAsTheirMean() {
        var times = all(ArrivalTimes.of(RateTable.parse("[[60000, 60]]"), ArrivalPattern.POISSON, new Random(4)));

        var squares = 0.0;
        for (var i = 1; i < times.size(); i++) {
            squares += Math.pow(times.get(i) - times.get(i - 1) - 1000, 2);
        }

        assertThat(Math.sqrt(squares / (times.size() - 1))).isCloseTo(1000, withinPercentage(2));
    }

    @Test
    void oneSeedIsOneSchedule() {
        var table = RateTable.parse("[[100, 60]]");

        assertThat(all(ArrivalTimes.of(table, ArrivalPattern.POISSON, new Random(5))))
                .isEqualTo(all(ArrivalTimes.of(table, ArrivalPattern.POISSON, new Random(5))))
                .isNotEqualTo(all(ArrivalTimes.of(table, ArrivalPattern.POISSON, new Random(6))));
    }

    @Test
    void afterTheLastThereIsNone() {
        var times = ArrivalTimes.of(RateTable.parse("[[1, 60]]"), ArrivalPattern.CONSTANT, new Random(0));
        times.nextDouble();

        assertThat(times.hasNext()).isFalse();
        assertThatThrownBy(times::nextDouble).isInstanceOf(NoSuchElementException.class);
    }

    private static List<Double> constant(String table) {
        return all(ArrivalTimes.of(RateTable.parse(table), ArrivalPattern.CONSTANT, new Random(0)));
    }

    private static List<Double> all(ArrivalTimes times) {
        var list = new ArrayList<Double>();
        times.forEachRemaining((double at) -> list.add(at));
        return list;
    }
}
