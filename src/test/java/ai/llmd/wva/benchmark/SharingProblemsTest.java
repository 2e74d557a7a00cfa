package ai.llmd.wva.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.solver.GreedySolver;
import ai.llmd.wva.planning.solver.NearExactSolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the benchmark's fleets are like, and how near the solutions of them are certified to be. */
class SharingProblemsTest {
    @ParameterizedTest
    @CsvSource({"1000, 0.75, true", "3000, 0.75, true", "1000, 0.25, false", "3000, 0.25, false"})
    void theCertifiedGapIsAtMostHalfAPercent(int servers, double share, boolean allServed) {
        var problem = SharingProblems.random(servers, share, share, 2026);

        var solution = new NearExactSolver().solve(problem, WorkLimit.NONE);

        var greedy = new GreedySolver(true).solve(problem, WorkLimit.NONE);
        assertThat(solution.unserved().isEmpty()).isEqualTo(allServed);
        assertThat(solution.unserved().size())
                .isLessThanOrEqualTo(greedy.unserved().size());
        assertThat((solution.value() - solution.lowerBound()) / solution.value())
                .isBetween(0.0, 0.005);
        assertThat(solution.complete()).isTrue();
    }
}
