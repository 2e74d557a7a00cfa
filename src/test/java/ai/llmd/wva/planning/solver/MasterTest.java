package ai.llmd.wva.planning.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MasterTest {
    private static final double EXCESS_PRICE = 1000;

    @Test
    void aTakingThatFitsIsTakenWhole() {
        var master = new Master(2, EXCESS_PRICE);
        master.add(70, new double[] {0.5, 1, 0});

        assertThat(master.solve()).isEqualTo(70);
        assertThat(prices(master, 2)).containsExactly(0, 0);
        assertThat(master.weights()).containsExactly(1);
    }

    @Test
    void whatExceedsTheCapacityIsBoughtWhereNothingElseHelps() {
        var master = new Master(1, EXCESS_PRICE);
        master.add(70, new double[] {1.2, 0});

        assertThat(master.solve()).isCloseTo(70 + 0.2 * EXCESS_PRICE, within(1e-9));
        assertThat(prices(master, 1)).containsExactly(EXCESS_PRICE);
    }

    @Test
    void aCheapTakingThatExceedsIsMixedWithADearOneThatFits() {
        var master = new Master(1, EXCESS_PRICE);
        master.add(50, new double[] {1.5, 0});
        master.add(100, new double[] {0.5, 0});

        assertThat(master.solve()).isCloseTo(75, within(1e-9));
        assertThat(prices(master, 1)[0]).isCloseTo(50, within(1e-9));
        assertThat(master.weights()).containsExactly(0.5, 0.5);
    }

    /**
     * At any prices, the least that a taking pays, less the price of the capacity, is at most the value; at these it is
     * that.
     */
    @Test
    void thePricesProveTheValue() {
        var random = new SplittableRandom(11);
        for (int problem = 0; problem < 200; problem++) {
            int rows = 1 + random.nextInt(6);
            var master = new Master(rows, EXCESS_PRICE);
            int count = 1 + random.nextInt(30);
            var costs = new double[count];
            var uses = new double[count][rows + 1];
            for (int i = 0; i < count; i++) {
                costs[i] = random.nextInt(500);
                for (int row = 0; row < rows; row++) {
                    uses[i][row] = random.nextInt(5) * 0.5;
                }
                master.add(costs[i], uses[i]);
                if (random.nextBoolean()) {
                    master.solve();
                }
            }
            double value = master.solve();
            var prices = prices(master, rows);
            double bound = Double.POSITIVE_INFINITY;
            for (int i = 0; i < count; i++) {
                double paid = costs[i];
                for (int row = 0; row < rows; row++) {
                    paid += prices[row] * (uses[i][row] - 1);
                }
                bound = Math.min(bound, paid);
            }
            assertThat(bound).as("problem %d", problem).isCloseTo(value, within(1e-5));
        }
    }

    private static double[] prices(Master master, int rows) {
        var prices = new double[rows];
        master.prices(prices);
        return prices;
    }
}
