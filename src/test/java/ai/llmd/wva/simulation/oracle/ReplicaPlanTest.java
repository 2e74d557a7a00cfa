package ai.llmd.wva.simulation.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplicaPlanTest {

    @Test
    void aReplicaIsKeptOverAPauseThatIsShorterThanAStart() {
        assertThat(ReplicaPlan.of(new double[] {3, 1, 1, 3, 3}, 1, 8, 3, 2.5)).containsExactly(3, 3, 3, 3, 3);
        assertThat(ReplicaPlan.of(new double[] {3, 1, 1, 1, 3}, 1, 8, 3, 2.5)).containsExactly(3, 1, 1, 1, 3);
    }

    @Test
    void noReplicaServesBeforeItHasStarted() {
        assertThat(ReplicaPlan.of(new double[] {5, 5, 5, 5}, 1, 8, 2, 2)).containsExactly(2, 2, 5, 5);
    }

    @Test
    void itStaysWithinTheBounds() {
        assertThat(ReplicaPlan.of(new double[] {0, 20, 20}, 1, 8, 3, 0)).containsExactly(1, 8, 8);
    }

    @Test
    void whatIsShortByLittleForLittleTimeIsLeftShort() {
        assertThat(ReplicaPlan.of(new double[] {2, 2.1, 2}, 1, 8, 2, 6)).containsExactly(2, 2, 2);
        assertThat(ReplicaPlan.of(new double[] {2, 2.9, 2}, 1, 8, 3, 6)).containsExactly(3, 3, 2);
    }

    @Test
    void noOtherPlanCostsLess() {
        var random = new Random(7);
        for (int run = 0; run < 100; run++) {
            var needed = random.doubles(6, 0, 4).toArray();
            int initial = random.nextInt(4);
            int startBins = random.nextInt(3);

            var plan = ReplicaPlan.of(needed, 1, 3, initial, startBins);

            assertThat(cost(plan, needed, initial, startBins))
                    .isCloseTo(cheapest(new int[6], 0, needed, initial, startBins), within(1e-9));
        }
    }

    /** Tries every plan. */
    private static double cheapest(int[] plan, int bin, double[] needed, int initial, int startBins) {
        if (bin == plan.length) {
            return cost(plan, needed, initial, startBins);
        }
        var best = Double.POSITIVE_INFINITY;
        for (int replicas = Math.min(1, initial); replicas <= 3; replicas++) {
            if (bin < startBins ? replicas <= initial : replicas >= 1) {
                plan[bin] = replicas;
                best = Math.min(best, cheapest(plan, bin + 1, needed, initial, startBins));
            }
        }
        return best;
    }

    private static double cost(int[] plan, double[] needed, int initial, double startBins) {
        var cost = 0.0;
        int before = initial;
        for (int i = 0; i < plan.length; i++) {
            cost += plan[i] + startBins * Math.max(0, plan[i] - before) + 20 * Math.max(0, needed[i] - plan[i]);
            before = plan[i];
        }
        return cost;
    }

    @Test
    void theBoundOfWholeNumbersIsWhatTheirPlanCosts() {
        var random = new Random(3);
        for (int run = 0; run < 100; run++) {
            var needed = random.ints(8, 1, 6).asDoubleStream().toArray();
            // so many are there that nothing is short at first
            var plan = ReplicaPlan.of(needed, 1, 6, 6, 3);

            assertThat(HeldReplicas.cost(needed, 6, 3)).isLessThanOrEqualTo(cost(plan, needed, 6, 3) + 1e-9);
            assertThat(Arrays.stream(plan).sum())
                    .isGreaterThanOrEqualTo((int) Arrays.stream(needed).sum());
        }
    }
}
