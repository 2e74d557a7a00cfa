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
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RelaxationTest {
    private static final int PLENTY = 10_000;

    /** Of three A100s, "a" takes two for a saving of 10 each, and half of "b" takes the third for one of 5. */
    @Test
    void sharesOutWhatIsWorthMost() {
        var packing = PackingParts.ofAll(problem(
                Map.of("A100", 3L),
                SaturationPolicy.NONE,
                demand("a", 1, choice("A100", 2, 20), choice("L4", 9, 40)),
                demand("b", 1, choice("A100", 2, 20), choice("L4", 9, 30))));
        var relaxation = solved(packing);

        assertThat(relaxation.bound()).isCloseTo(45, within(1e-9));
        assertThat(relaxation.prices()[0]).isCloseTo(5, within(1e-9));
        assertThat(relaxation.shares()).containsExactly(new double[] {1, 0, 0.5, 0.5}, within(1e-9));
    }

    @Test
    void itsBoundIsThatOfThePrices() {
        for (var packing : PackingParts.random(150, 8)) {
            double least = PackingParts.leastCost(packing);
            if (least < Double.POSITIVE_INFINITY) {
                var prices = PriceSearch.search(packing, Double.POSITIVE_INFINITY, WorkLimit.NONE);

                assertThat(solved(packing).bound())
                        .isCloseTo(prices.bound(), within(1e-5 * (1 + Math.abs(least))))
                        .isLessThanOrEqualTo(least + 1e-9 * (1 + Math.abs(least)));
            }
        }
    }

    @Test
    void itsBoundHoldsWhateverIsForbiddenAndHoweverFewPivotsThereAre() {
        var random = new SplittableRandom(11);
        for (var packing : PackingParts.random(150, 6)) {
            var relaxation = solved(packing);
            var basis = relaxation.basis();
            for (int trial = 0; trial < 10; trial++) {
                relaxation.goTo(basis);
                for (int choice = 0; choice < packing.choices(); choice++) {
                    relaxation.forbid(choice, random.nextInt(4) == 0);
                }
                double least = PackingParts.allThatFit(packing).stream()
                        .filter(taken -> Arrays.stream(taken).noneMatch(relaxation::isForbidden))
                        .mapToDouble(packing::costOf)
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);

                relaxation.solve(Double.POSITIVE_INFINITY, trial, WorkLimit.NONE);
                assertThat(relaxation.bound()).isLessThanOrEqualTo(least + 1e-9 * (1 + Math.abs(least)));

                relaxation.solve(Double.POSITIVE_INFINITY, PLENTY, WorkLimit.NONE);
                assertThat(relaxation.bound()).isLessThanOrEqualTo(least + 1e-9 * (1 + Math.abs(least)));
            }
        }
    }

    @Test
    void whatIsForbiddenHasNoShareAndTheOthersOfItsGroupHaveAllOfIt() {
        for (var packing : PackingParts.random(100, 6)) {
            var relaxation = solved(packing);
            for (int group = 0; group < packing.groups; group++) {
                if (packing.start[group + 1] - packing.start[group] > 1) {
                    relaxation.forbid(packing.start[group], true);
                }
            }
            relaxation.solve(Double.POSITIVE_INFINITY, PLENTY, WorkLimit.NONE);
            var shares = relaxation.shares();

            for (int group = 0; group < packing.groups; group++) {
                double sum = 0;
                for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
                    assertThat(shares[choice]).isBetween(-1e-6, 1 + 1e-6);
                    assertThat(relaxation.isForbidden(choice) && shares[choice] > 1e-6)
                            .isFalse();
                    sum += shares[choice];
                }
                assertThat(sum).isCloseTo(1, within(1e-9));
            }
        }
    }

    @Test
    void aGroupWithNothingLeftHasNoBound() {
        var packing = PackingParts.random(1, 4).get(0);
        var relaxation = solved(packing);
        for (int choice = packing.start[1]; choice < packing.start[2]; choice++) {
            relaxation.forbid(choice, true);
        }

        relaxation.solve(Double.POSITIVE_INFINITY, PLENTY, WorkLimit.NONE);

        assertThat(relaxation.bound()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void itEndsOnceTheBoundIsEnough() {
        for (var packing : PackingParts.random(50, 8)) {
            var all = solved(packing);
            var some = new Relaxation(packing);

            some.solve(Double.NEGATIVE_INFINITY, PLENTY, WorkLimit.NONE);

            assertThat(some.work()).isLessThanOrEqualTo(all.work());
        }
    }

    private static Relaxation solved(Packing packing) {
        var relaxation = new Relaxation(packing);
        relaxation.solve(Double.POSITIVE_INFINITY, PLENTY, WorkLimit.NONE);
        return relaxation;
    }
}
