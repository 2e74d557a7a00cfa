package ai.llmd.wva.planning.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.benchmark.SmallProblems;
import ai.llmd.wva.model.WorkLimit;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The problems that the comparison with other solvers is about: the smallest ones against trying everything. */
class SmallProblemsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 56, 112, 168, 1, 57, 113, 169, 2, 58, 114, 170})
    void theSmallestAreSolvedAsWellAsByTryingEverything(int number) {
        var problem = SmallProblems.of(number);

        var solution = new NearExactSolver().solve(problem, WorkLimit.NONE);

        var best = BruteForce.of(problem);
        assertThat(BruteForce.unserved(problem, solution)).isEqualTo(best.unserved());
        assertThat(solution.value()).isCloseTo(best.value(), within(1e-6));
        assertThat(solution.lowerBound()).isLessThanOrEqualTo(best.value() + 1e-6);
        assertFitsIn(problem, solution);
    }

    private static void assertFitsIn(AllocationProblem problem, AllocationSolution solution) {
        var used = new TreeMap<String, Long>();
        for (var choice : solution.served().values()) {
            choice.parts().forEach(part -> used.merge(part.type(), part.devices(), Long::sum));
        }
        used.forEach((type, count) -> assertThat(count)
                .as(type)
                .isLessThanOrEqualTo(problem.capacity().of(type).orElseThrow()));
    }

    @Test
    void theyHaveFiveToSixtyServersOfOneToThreePriorities() {
        for (int number = 0; number < 200; number++) {
            var problem = SmallProblems.of(number);
            assertThat(problem).isEqualTo(SmallProblems.of(number));
            assertThat(problem.demands()).hasSize(5 + number % 56);
            assertThat(problem.capacity().devices()).hasSizeBetween(3, 10);
            assertThat(problem.demands()).extracting(Demand::priority).allMatch(priority -> priority <= 3);
        }
    }
}
