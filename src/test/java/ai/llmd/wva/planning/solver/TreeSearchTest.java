package ai.llmd.wva.planning.solver;

import static ai.llmd.wva.planning.solver.Problems.demand;
import static ai.llmd.wva.planning.solver.Problems.mix;
import static ai.llmd.wva.planning.solver.Problems.part;
import static ai.llmd.wva.planning.solver.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.WorkLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TreeSearchTest {
    private static final long PLENTY = 1_000_000;

    @Test
    void theCheapestIsFoundAndProvenFromTheDearest() {
        int several = 0;
        for (var packing : PackingParts.random(300, 7)) {
            var all = PackingParts.allThatFit(packing);
            if (!all.isEmpty()) {
                var outcome = search(packing, dearest(packing), 0, PLENTY);

                assertThat(packing.costOf(outcome.taken().orElseThrow()))
                        .isCloseTo(PackingParts.leastCost(packing), within(1e-9));
                assertThat(Packing.fits(packing.leftBy(outcome.taken().orElseThrow())))
                        .isTrue();
                assertThat(outcome.bound())
                        .isEqualTo(packing.costOf(outcome.taken().orElseThrow()));
                several += all.size() > 1 ? 1 : 0;
            }
        }
        assertThat(several).isGreaterThan(50);
    }

    @Test
    void theBoundHoldsHoweverLittleMayBeLookedAt() {
        for (var packing : PackingParts.random(100, 7)) {
            double least = PackingParts.leastCost(packing);
            if (least < Double.POSITIVE_INFINITY) {
                for (long choices : new long[] {0, 100, 1_000}) {
                    var outcome = search(packing, dearest(packing), 0, choices);

                    assertThat(outcome.bound()).isLessThanOrEqualTo(least + 1e-9 * (1 + Math.abs(least)));
                    assertThat(packing.costOf(outcome.taken().orElseThrow())).isGreaterThanOrEqualTo(least - 1e-9);
                }
            }
        }
    }

    @Test
    void theBoundHoldsWhereverTheLimitStrikes() {
        for (var packing : PackingParts.random(40, 7)) {
            double least = PackingParts.leastCost(packing);
            if (least < Double.POSITIVE_INFINITY) {
                for (int most = 0; most < 12; most++) {
                    var asked = new int[1];
                    int limit = most;
                    var work = new Work(PLENTY, PLENTY, 1, 0, () -> ++asked[0] > limit);

                    var outcome = TreeSearch.search(packing, prices(packing), dearest(packing), work);

                    assertThat(outcome.bound()).isLessThanOrEqualTo(least + 1e-9 * (1 + Math.abs(least)));
                }
            }
        }
    }

    @Test
    void itEndsWithinTheGapThatIsGoodEnough() {
        for (var packing : PackingParts.random(100, 7)) {
            double least = PackingParts.leastCost(packing);
            if (least < Double.POSITIVE_INFINITY) {
                var outcome = search(packing, dearest(packing), 0.05, PLENTY);

                double cost = packing.costOf(outcome.taken().orElseThrow());
                assertThat(outcome.bound())
                        .isBetween(cost - 0.05 * Math.abs(cost) - 1e-9, least + 1e-9 * (1 + Math.abs(least)));
            }
        }
    }

    @Test
    void whereOnlyTheDearestFitItIsFound() {
        var packing = PackingParts.ofAll(problem(
                Map.of("A100", 904L, "L4", 679L),
                SaturationPolicy.NONE,
                demand("a", 1, mix(41, part("A100", 449, 1)), mix(6, part("L4", 684, 1))),
                demand("b", 1, mix(77, part("A100", 378, 1), part("L4", 571, 1)), mix(14, part("A100", 843, 1)))));

        var first = TreeSearch.first(packing, new Work(PLENTY, PLENTY, 1, 1e-4, WorkLimit.NONE));

        assertThat(packing.costOf(first.orElseThrow())).isEqualTo(118);
    }

    @Test
    void aFirstOneIsFoundWhereOneIs() {
        int found = 0;
        for (var packing : PackingParts.random(300, 7)) {
            var first = TreeSearch.first(packing, new Work(PLENTY, PLENTY, 1, 1e-4, WorkLimit.NONE));

            assertThat(first.isPresent())
                    .isEqualTo(!PackingParts.allThatFit(packing).isEmpty());
            assertThat(first.map(packing::leftBy).map(Packing::fits).orElse(true))
                    .isTrue();
            found += first.isPresent() ? 1 : 0;
        }
        assertThat(found).isBetween(50, 299);
    }

    /** Amounts up to five billion, of which most choices would fit alone. */
    @Test
    void theBoundHoldsForAmountsOfBillions() {
        var random = new SplittableRandom(3);
        for (int trial = 0; trial < 300; trial++) {
            var demands = new ArrayList<Demand>();
            for (int i = 0; i < 4; i++) {
                var choices = new ArrayList<Choice>();
                for (int c = 0; c < 3; c++) {
                    var part = new Part("any", "A100", "A100", random.nextInt(1, 5), random.nextInt(1_000_000_000), 1);
                    choices.add(new Choice(List.of(part), random.nextInt(100)));
                }
                demands.add(new Demand("d" + i, 1, choices));
            }
            var problem = new AllocationProblem(
                    demands, Problems.capacity(Map.of("A100", random.nextLong(6_000_000_000L))), SaturationPolicy.NONE);
            var offers = new Offers(problem);
            Packings.ofValue(offers, 0, new int[1])
                    .filter(packing -> !PackingParts.allThatFit(packing).isEmpty())
                    .ifPresent(packing -> {
                        var outcome = search(packing, dearest(packing), 0, PLENTY);

                        assertThat(packing.costOf(outcome.taken().orElseThrow()))
                                .isEqualTo(PackingParts.leastCost(packing));
                        assertThat(outcome.bound()).isEqualTo(PackingParts.leastCost(packing));
                    });
        }
    }

    @Test
    void theSameSearchComesToTheSame() {
        for (var packing : PackingParts.random(20, 30)) {
            var taken = dearest(packing);
            if (Packing.fits(packing.leftBy(taken)) || Repair.makeFit(packing, new double[packing.rows], taken)) {
                var one = search(packing, taken, 0, 50_000);
                var other = search(packing, taken, 0, 50_000);

                assertThat(one.taken().orElseThrow())
                        .containsExactly(other.taken().orElseThrow());
                assertThat(one.bound()).isEqualTo(other.bound());
            }
        }
    }

    private static PackingSolver.Selection search(Packing packing, int[] taken, double goodEnough, long choices) {
        var work = new Work(PLENTY, choices, 1, goodEnough, WorkLimit.NONE);
        return TreeSearch.search(packing, prices(packing), taken, work);
    }

    private static Prices prices(Packing packing) {
        return PriceSearch.search(packing, Double.POSITIVE_INFINITY, WorkLimit.NONE);
    }

    /** The dearest that fits of small packings, and of large ones just the dearest. */
    private static int[] dearest(Packing packing) {
        if (packing.groups > 10) {
            var taken = new int[packing.groups];
            for (int group = 0; group < packing.groups; group++) {
                taken[group] = packing.start[group + 1] - 1;
            }
            return taken;
        }
        return PackingParts.allThatFit(packing).stream()
                .max((one, other) -> Double.compare(packing.costOf(one), packing.costOf(other)))
                .orElseThrow();
    }
}
