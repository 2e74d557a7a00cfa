package ai.llmd.wva.planning.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.WorkLimit;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What going on from a solution comes to. */
class NearExactImproveTest {
    private static final double GAP = 1e-3;
    private static final int POLLS = 20_000;

    @ParameterizedTest
    @ValueSource(ints = {5, 20, 60})
    void isNeverWorseAndTheLimitIsUsedUntilItIsProven(int servers) {
        RandomProblems.of(40, servers).forEach(problem -> {
            var known = new GreedySolver(false).solve(problem, WorkLimit.NONE);
            var polls = new AtomicInteger();

            var better = NearExactSolver.improve(problem, known, GAP, () -> polls.incrementAndGet() > POLLS);

            var levels = new Offers(problem);
            assertThat(Arrays.compare(unserved(levels, better), unserved(levels, known)))
                    .isNotPositive();
            if (Arrays.equals(unserved(levels, better), unserved(levels, known))) {
                assertThat(better.value()).isLessThanOrEqualTo(known.value());
            }
            assertThat(better.complete())
                    .isEqualTo(NearExactSolver.isProven(better, GAP))
                    .isEqualTo(polls.get() <= POLLS);
        });
    }

    private static int[] unserved(Offers offers, AllocationSolution solution) {
        return offers.unserved(offers.assignment(solution.served()));
    }

    @Test
    void whatIsWithinTheGapIsProvenAndWhatIsNotIsNot() {
        var solution = Solutions.solution(
                NearExactSolver.LABEL,
                Problems.problem(
                        Map.of(), SaturationPolicy.NONE, Problems.demand("a", 1, Problems.choice("t", 1, 100))),
                new TreeMap<>(Map.of("a", Problems.choice("t", 1, 100))),
                new TreeMap<>(),
                99.5,
                true,
                false);

        assertThat(NearExactSolver.isProven(solution, 0.006)).isTrue();
        assertThat(NearExactSolver.isProven(solution, 0.004)).isFalse();
        assertThat(solution.asComplete().complete()).isTrue();
    }

    /** Leaving exactly so many unserved makes devices worth more than all that choices differ in. */
    @Test
    void theBoundIsThatOfTheLinearProgramWhereDevicesAreWorthMoreThanChoicesDifferIn() {
        var demands = new Demand[9];
        for (int i = 0; i < demands.length; i++) {
            demands[i] = Problems.demand("s" + i, 1, Problems.choice("t", i == 8 ? 3 : 2, 100 + i));
        }
        var problem = Problems.problem(Map.of("t", 8L), SaturationPolicy.NONE, demands);

        var solution = new NearExactSolver().solve(problem, WorkLimit.NONE);

        assertThat(solution.unserved()).hasSize(5);
        assertThat(solution.value()).isEqualTo(406);
        assertThat(solution.lowerBound()).isCloseTo(406, within(1e-6));
    }

    @Test
    void aMixIsNeverWorseThanTheBestWithoutMixing() {
        for (long seed = 0; seed < 60; seed++) {
            var mixed = RandomMixtures.problem(seed, 6).mixed();
            var whole = new NearExactSolver().solve(mixed.unmixed(), WorkLimit.NONE);

            var solution = new NearExactSolver(true).solve(mixed, WorkLimit.NONE);

            var offers = new Offers(mixed);
            offers.addAll(solution.served());
            assertThat(offers.isBetter(offers.assignment(whole.served()), offers.assignment(solution.served())))
                    .isFalse();
        }
    }
}
