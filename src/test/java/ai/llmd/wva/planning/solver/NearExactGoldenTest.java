package ai.llmd.wva.planning.solver;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.WorkLimit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * llm-inferno's small example with its capacity cut. The expected values are the optimum of the mixed-integer program:
 * served demands by priority first, then cost.
 */
class NearExactGoldenTest {
    @ParameterizedTest
    @CsvSource({"1, 0, 41857.75", "0.8, 1, 28347.75", "0.6, 2, 24676", "0.5, 2, 21005.75", "0.2, 5, 7767"})
    void servesAsManyAsCanBeServedAtTheLeastCost(double scale, int unserved, double cost) {
        var problem = new InfernoSystem().problem(scale, SaturationPolicy.NONE);

        var solution = new NearExactSolver().solve(problem, WorkLimit.NONE);

        assertThat(solution.unserved()).hasSize(unserved);
        assertThat(solution.value()).isEqualTo(cost);
        assertThat(solution.costCentsPerHour()).isEqualTo(cost);
        assertThat(solution.lowerBound()).isEqualTo(cost);
        assertThat(solution.serviceProven()).isTrue();
    }
}
