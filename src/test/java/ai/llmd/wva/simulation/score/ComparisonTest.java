package ai.llmd.wva.simulation.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static Scoreboard board(double attainment, double cost, long... seeds) {
        var runs = Arrays.stream(seeds)
                .mapToObj(seed -> new RunScore(seed, Map.of(Measure.ATTAINMENT, attainment, Measure.COST, cost)))
                .toList();
        return new Scoreboard(
                List.of("ramp"),
                List.of("wva"),
                runs.stream().map(RunScore::seed).toList(),
                List.of(new Standing("ramp", "wva", runs)));
    }

    @ParameterizedTest
    @CsvSource({
        "0.98, 100, ''",
        "0.9701, 100, ''",
        "0.97, 101, ''",
        "0.9699, 100, ATTAINMENT",
        "0.99, 101.1, COST",
        "0.5, 200, ATTAINMENT COST"
    })
    void whatIsWorseByMoreThanTheMarginIsARegression(double attainment, double cost, String worse) {
        var comparison = Comparison.of(board(0.98, 100, 1, 2), board(attainment, cost, 1, 2), 0.01);

        assertThat(String.join(
                        " ",
                        comparison.regressions().stream()
                                .map(one -> one.measure().name())
                                .toList()))
                .isEqualTo(worse);
        assertThat(comparison.compared()).isEqualTo(1);
    }

    @Test
    void onlySeedsThatBothHaveAreCompared() {
        var comparison = Comparison.of(board(0.98, 100, 1, 2), board(0.5, 100, 2, 3), 0.01);

        assertThat(comparison.regressions())
                .containsExactly(new Regression("ramp", "wva", Measure.ATTAINMENT, 0.98, 0.5));
        assertThat(Comparison.of(board(0.98, 100, 1), board(0.5, 100, 2), 0.01).missing())
                .extracting(Standing::shape)
                .containsExactly("ramp");
    }

    @Test
    void aValueThatIsLostIsARegression() {
        assertThat(Comparison.of(board(0.98, 100, 1), board(Double.NaN, 100, 1), 0.01)
                        .regressions())
                .extracting(Regression::measure)
                .containsExactly(Measure.ATTAINMENT);
    }
}
