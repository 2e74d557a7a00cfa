package ai.llmd.wva.planning.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.WorkLimit;
import org.junit.jupiter.api.Test;

class CoreTest {
    @Test
    void holdsEverythingThatCostsLess() {
        int smaller = 0;
        for (var packing : PackingParts.random(200, 6)) {
            var all = PackingParts.allThatFit(packing);
            for (int[] taken : all.stream().limit(3).toList()) {
                double cost = packing.costOf(taken);
                var prices = PriceSearch.search(packing, cost, WorkLimit.NONE);
                var core = Core.of(packing, taken, prices.perUnit(), cost);

                smaller += core.packing().choices() < packing.choices() ? 1 : 0;
                assertThat(core.whole(core.inner(taken))).containsExactly(taken);
                double least = PackingParts.leastCost(packing);
                double settled = cost - core.packing().costOf(core.inner(taken));
                assertThat(settled + PackingParts.leastCost(core.packing())).isCloseTo(least, within(1e-9));
                for (int[] inner : PackingParts.allThatFit(core.packing())) {
                    assertThat(Packing.fits(packing.leftBy(core.whole(inner)))).isTrue();
                }
            }
        }
        assertThat(smaller).isGreaterThan(100);
    }

    @Test
    void isEmptyWhereNothingCanCostLess() {
        var packing = PackingParts.random(20, 6).stream()
                .filter(one -> !PackingParts.allThatFit(one).isEmpty())
                .findFirst()
                .orElseThrow();
        var taken = PackingParts.allThatFit(packing).get(0);

        var core = Core.of(packing, taken, new double[packing.rows], Double.NEGATIVE_INFINITY);

        assertThat(core.packing().groups).isZero();
        assertThat(core.whole(new int[0])).containsExactly(taken);
    }
}
