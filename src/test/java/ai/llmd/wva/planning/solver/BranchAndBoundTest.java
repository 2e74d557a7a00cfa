package ai.llmd.wva.planning.solver;

import static ai.llmd.wva.planning.solver.Problems.choice;
import static ai.llmd.wva.planning.solver.Problems.demand;
import static ai.llmd.wva.planning.solver.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.WorkLimit;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BranchAndBoundTest {
    private static final long PLENTY = 1_000_000;

    @Test
    void findsTheCheapestOfAllWhereAllMayChange() {
        for (var packing : PackingParts.random(150, 6)) {
            double least = PackingParts.leastCost(packing);

            var outcome = search(packing, first(packing), everyone(packing), packing.largestCost() + 1, PLENTY);

            assertThat(outcome.complete()).isTrue();
            assertThat(outcome.taken().isPresent()).isEqualTo(least < Double.POSITIVE_INFINITY);
            outcome.taken().ifPresent(taken -> {
                assertThat(Packing.fits(packing.leftBy(taken))).isTrue();
                assertThat(packing.costOf(taken)).isCloseTo(least, within(1e-9));
            });
        }
    }

    @Test
    void findsNothingWhereTheCheapestIsToBeUndercut() {
        for (var packing : PackingParts.random(100, 5)) {
            double least = PackingParts.leastCost(packing);
            if (least < Double.POSITIVE_INFINITY) {
                var outcome = search(packing, first(packing), everyone(packing), least, PLENTY);

                assertThat(outcome.taken()).isEmpty();
                assertThat(outcome.complete()).isTrue();
            }
        }
    }

    @Test
    void theOthersKeepTheirs() {
        int found = 0;
        for (var packing : PackingParts.random(100, 6)) {
            for (int[] taken :
                    PackingParts.allThatFit(packing).stream().limit(3).toList()) {
                var outcome = search(packing, taken, new int[] {1, 4}, packing.costOf(taken), PLENTY);

                if (outcome.taken().isPresent()) {
                    int[] better = outcome.taken().get();
                    assertThat(packing.costOf(better)).isLessThan(packing.costOf(taken));
                    assertThat(IntStream.range(0, packing.groups).filter(group -> better[group] != taken[group]))
                            .isSubsetOf(1, 4);
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(10);
    }

    @Test
    void aSavingOfOneStepCountsHoweverMuchAllCosts() {
        var packing = PackingParts.ofAll(problem(
                Map.of("A100", 3L),
                SaturationPolicy.NONE,
                demand("a", 1, choice("A100", 2, 5_000_000), choice("A100", 1, 5_000_001))));
        var dear = new int[] {packing.cost[0] > packing.cost[1] ? 0 : 1};

        var outcome = BranchAndBound.search(
                packing, new double[1], dear, new int[] {0}, packing.costOf(dear), 1, PLENTY, WorkLimit.NONE);

        assertThat(packing.costOf(outcome.taken().orElseThrow())).isEqualTo(5_000_000);
    }

    @Test
    void aSearchThatIsCutShortSaysSo() {
        var packing = PackingParts.random(1, 12).get(0);

        var outcome = search(packing, first(packing), everyone(packing), packing.largestCost() + 1, 3);

        assertThat(outcome.complete()).isFalse();
        assertThat(outcome.nodes()).isLessThanOrEqualTo(3);
    }

    private static BranchAndBound.Selection search(
            Packing packing, int[] taken, int[] free, double toBeat, long maxNodes) {
        var prices = PriceSearch.search(packing, Double.POSITIVE_INFINITY, WorkLimit.NONE);
        return BranchAndBound.search(packing, prices.perUnit(), taken, free, toBeat, 0, maxNodes, WorkLimit.NONE);
    }

    private static int[] first(Packing packing) {
        return Arrays.copyOf(packing.start, packing.groups);
    }

    private static int[] everyone(Packing packing) {
        return IntStream.range(0, packing.groups).toArray();
    }
}
