package ai.llmd.wva.planning.solver;

import static ai.llmd.wva.planning.solver.Problems.choice;
import static ai.llmd.wva.planning.solver.Problems.demand;
import static ai.llmd.wva.planning.solver.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.WorkLimit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriceSearchTest {
    /** Of three A100s, "a" takes two for a saving of 10 each, and half of "b" takes the third for one of 5. */
    @Test
    void theBoundIsThatOfTheLinearProgram() {
        var packing = PackingParts.ofAll(problem(
                Map.of("A100", 3L),
                SaturationPolicy.NONE,
                demand("a", 1, choice("A100", 2, 20), choice("L4", 9, 40)),
                demand("b", 1, choice("A100", 2, 20), choice("L4", 9, 30))));

        var prices = PriceSearch.search(packing, Double.POSITIVE_INFINITY, WorkLimit.NONE);

        assertThat(prices.bound()).isCloseTo(45, within(1e-4));
        assertThat(prices.perUnit()[0]).isCloseTo(5, within(1e-3));
    }

    @Test
    void nothingHasAPriceWhereAllFits() {
        var packing = PackingParts.ofAll(problem(
                Map.of("A100", 4L, "L4", 1L),
                SaturationPolicy.NONE,
                demand("a", 1, choice("A100", 2, 20)),
                demand("b", 1, choice("A100", 2, 20), choice("L4", 1, 30))));

        var prices = PriceSearch.search(packing, Double.POSITIVE_INFINITY, WorkLimit.NONE);

        assertThat(prices.bound()).isEqualTo(40);
        assertThat(prices.perUnit()).containsOnly(0);
        assertThat(prices.takings().get(0)).containsExactly(0, 1);
    }

    @Test
    void theBoundLeavesAllCostsBehindWhereNothingFits() {
        var packing = PackingParts.ofAll(problem(
                Map.of("A100", 3L),
                SaturationPolicy.NONE,
                demand("a", 1, choice("A100", 2, 20)),
                demand("b", 1, choice("A100", 2, 20), choice("A100", 3, 10))));

        var prices = PriceSearch.search(packing, Double.POSITIVE_INFINITY, WorkLimit.NONE);

        assertThat(prices.bound()).isGreaterThan(30);
    }

    @Test
    void noTakingThatFitsCostsLessThanTheBound() {
        for (var packing : PackingParts.random(150, 6)) {
            var prices = PriceSearch.search(packing, Double.POSITIVE_INFINITY, WorkLimit.NONE);

            assertThat(prices.bound()).isLessThanOrEqualTo(PackingParts.leastCost(packing) + 1e-6);
        }
    }

    @Test
    void theBoundHoldsWhereverTheSearchIsCutShort() {
        for (var packing : PackingParts.random(30, 6)) {
            double least = PackingParts.leastCost(packing);
            for (int steps = 0; steps < 100; steps += 9) {
                var asked = new int[1];
                int most = steps;

                var prices = PriceSearch.search(packing, least, () -> ++asked[0] > most);

                assertThat(prices.bound()).isLessThanOrEqualTo(least + 1e-6);
            }
        }
    }
}
