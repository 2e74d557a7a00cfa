package ai.llmd.wva.planning.solver;

import static ai.llmd.wva.planning.solver.Problems.choice;
import static ai.llmd.wva.planning.solver.Problems.demand;
import static ai.llmd.wva.planning.solver.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.WorkLimit;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepairTest {
    private final Packing packing = PackingParts.ofAll(problem(
            Map.of("A100", 4L, "L4", 6L),
            SaturationPolicy.NONE,
            demand("a", 1, choice("A100", 4, 40), choice("L4", 6, 50)),
            demand("b", 1, choice("A100", 4, 40), choice("L4", 6, 45)),
            demand("c", 1, choice("CPU", 1, 1))));

    @Test
    void whoeverLosesLeastMakesRoom() {
        int[] taken = {0, 2, 4};

        assertThat(Repair.makeFit(packing, new double[packing.rows], taken)).isTrue();
        assertThat(taken).containsExactly(0, 3, 4);
    }

    @Test
    void aTakingThatFitsIsLeftAsItIs() {
        int[] taken = {1, 2, 4};

        assertThat(Repair.makeFit(packing, new double[packing.rows], taken)).isTrue();
        assertThat(taken).containsExactly(1, 2, 4);
    }

    @Test
    void whereNothingFitsItGivesUp() {
        var hopeless = PackingParts.ofAll(problem(
                Map.of("A100", 4L),
                SaturationPolicy.NONE,
                demand("a", 1, choice("A100", 4, 40)),
                demand("b", 1, choice("A100", 1, 40))));

        assertThat(Repair.makeFit(hopeless, new double[hopeless.rows], new int[] {0, 1}))
                .isFalse();
    }

    @Test
    void aCheaperChoiceIsTakenWhereThereIsRoom() {
        var roomy = PackingParts.ofAll(problem(
                Map.of("A100", 8L, "L4", 12L),
                SaturationPolicy.NONE,
                demand("a", 1, choice("A100", 4, 40), choice("L4", 6, 50)),
                demand("b", 1, choice("A100", 4, 40), choice("L4", 6, 45))));
        int[] taken = {1, 3};

        Repair.improve(roomy, new double[roomy.rows], taken);

        assertThat(taken).containsExactly(0, 2);
    }

    @Test
    void whatIsRepairedFitsAndWhatIsImprovedIsNoDearer() {
        int repaired = 0;
        for (var random : PackingParts.random(150, 20)) {
            var prices = PriceSearch.search(random, Double.POSITIVE_INFINITY, WorkLimit.NONE);
            int[] taken = prices.takings().get(0).clone();
            if (Repair.makeFit(random, prices.perUnit(), taken)) {
                repaired++;
                double cost = random.costOf(taken);
                int[] improved = Arrays.copyOf(taken, taken.length);
                Repair.improve(random, prices.perUnit(), improved);

                assertThat(Packing.fits(random.leftBy(taken))).isTrue();
                assertThat(Packing.fits(random.leftBy(improved))).isTrue();
                assertThat(random.costOf(improved)).isLessThanOrEqualTo(cost);
            }
        }
        assertThat(repaired).isPositive();
    }
}
