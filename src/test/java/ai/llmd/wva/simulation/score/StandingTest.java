package ai.llmd.wva.simulation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {
    private static Standing standing(String shape, String contender, double... costs) {
        return new Standing(
                shape,
                contender,
                IntStream.range(0, costs.length)
                        .mapToObj(i -> new RunScore(i + 1, Map.of(Measure.COST, costs[i])))
                        .toList());
    }

    @Test
    void theMeanComesWithItsIntervalOfStudentsT() {
        var estimate = standing("s", "a", 10, 12, 14).estimate(Measure.COST);

        assertThat(estimate.mean()).isEqualTo(12);
        // 4.303 * 2 / sqrt(3)
        assertThat(estimate.halfWidth()).isCloseTo(4.9687, within(1e-4));
        assertThat(estimate.count()).isEqualTo(3);
    }

    @Test
    void oneSeedHasNoIntervalAndNoValueHasNoMean() {
        assertThat(standing("s", "a", 10).estimate(Measure.COST).halfWidth()).isNaN();
        assertThat(standing("s", "a", 10).estimate(Measure.REGRET).known()).isFalse();
        assertThat(standing("s", "a", 10).estimate(Measure.REGRET).mean()).isNaN();
    }

    @Test
    void aSeedWithoutAValueDoesNotCount() {
        assertThat(Estimate.of(List.of(1.0, Double.NaN, 3.0)).mean()).isEqualTo(2);
        assertThat(Estimate.of(List.of(1.0, Double.NaN, 3.0)).count()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 12.706", "9, 2.262", "30, 2.042", "31, 2.0395", "60, 2.0003", "120, 1.9799", "1000000, 1.95997"})
    void quantilesAreStudents(int degrees, double quantile) {
        assertThat(Estimate.quantile(degrees)).isCloseTo(quantile, within(1.5e-3));
    }

    @Test
    void contendersAreComparedSeedBySeed() {
        var dear = standing("s", "a", 10, 20, 30);
        var cheap = standing("s", "b", 9, 18.9, 29.1);

        var difference = dear.difference(Measure.COST, cheap);

        assertThat(difference.mean()).isCloseTo(1, within(1e-12));
        assertThat(difference.halfWidth()).isLessThan(1);
        assertThat(dear.difference(Measure.COST, standing("s", "c")).known()).isFalse();
    }

    @Test
    void onAllShapesEachCountsAlike() {
        var board = new Scoreboard(
                List.of("s", "t"),
                List.of("a", "b"),
                List.of(1L, 2L),
                List.of(standing("s", "a", 10, 20), standing("t", "a", 100, 200), standing("s", "b", 1, 2)));

        var overall = board.overall("a").orElseThrow();

        assertThat(overall.runs()).extracting(run -> run.value(Measure.COST)).containsExactly(55.0, 110.0);
        assertThat(board.overall("b")).isEmpty();
    }
}
