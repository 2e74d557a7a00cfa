package ai.llmd.wva.simulation.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TautStringTest {

    @Test
    void itIsStraightWhereItCanBe() {
        assertThat(TautString.steps(new double[] {4, 8, 12, 12}, new double[] {0, 0, 0, 8}))
                .containsExactly(2, 2, 2, 2);
    }

    @Test
    void itBendsRoundTheBounds() {
        assertThat(TautString.steps(new double[] {1, 2, 12, 12}, new double[] {0, 0, 0, 12}))
                .containsExactly(1, 1, 5, 5);
        assertThat(TautString.steps(new double[] {12, 12, 12, 12}, new double[] {8, 8, 8, 12}))
                .containsExactly(8, 4.0 / 3, 4.0 / 3, 4.0 / 3);
    }

    @Test
    void noOtherLineBetweenTheBoundsIsEvener() {
        var random = new Random(5);
        for (int run = 0; run < 200; run++) {
            var least = new double[8];
            var most = new double[8];
            for (int i = 0; i < 8; i++) {
                least[i] = (i > 0 ? least[i - 1] : 0) + random.nextInt(5);
                most[i] = Math.max(i > 0 ? most[i - 1] : 0, least[i] + random.nextInt(4));
            }
            var steps = TautString.steps(most, least);

            assertThat(squares(steps)).isCloseTo(squares(evenedOut(most, least)), within(1e-3));
        }
    }

    /** The line of the least sum of squares, by moving one point at a time to where it is best. */
    private static double[] evenedOut(double[] most, double[] least) {
        var line = least.clone();
        for (int round = 0; round < 3000; round++) {
            for (int i = 0; i < line.length - 1; i++) {
                var before = i > 0 ? line[i - 1] : 0;
                line[i] = Math.max(least[i], Math.min(most[i], (before + line[i + 1]) / 2));
            }
        }
        var steps = new double[line.length];
        for (int i = 0; i < line.length; i++) {
            steps[i] = line[i] - (i > 0 ? line[i - 1] : 0);
        }
        return steps;
    }

    private static double squares(double[] steps) {
        var sum = 0.0;
        for (var step : steps) {
            sum += step * step;
        }
        return sum;
    }
}
