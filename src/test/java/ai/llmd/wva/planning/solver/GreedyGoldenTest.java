package ai.llmd.wva.planning.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.WorkLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** llm-inferno's published solution of its small example. */
class GreedyGoldenTest {
    private final GreedySolver solver = new GreedySolver(false);

    @Test
    void allServersAreAsPublished() {
        var solution = solver.solve(new InfernoSystem().problem(1, SaturationPolicy.ROUND_ROBIN), WorkLimit.NONE);

        var published = SharedData.json("inferno/small/solution-data.json").get("allocations");
        assertThat(solution.served().keySet()).containsExactlyInAnyOrderElementsOf(published.propertyNames());
        solution.served().forEach((server, choice) -> {
            var expected = published.get(server);
            assertThat(choice.name())
                    .as(server)
                    .isEqualTo(expected.get("accelerator").asString());
            assertThat(choice.parts().get(0).replicas())
                    .as(server)
                    .isEqualTo(expected.get("numReplicas").asInt());
            assertThat(choice.costCentsPerHour())
                    .as(server)
                    .isCloseTo(expected.get("cost").asDouble(), withinPercentage(0.01));
        });
        assertThat(solution.costCentsPerHour()).isCloseTo(43_819, withinPercentage(0.01));
        assertThat(solution.serviceProven()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.8, 1", "0.6, 2", "0.5, 3", "0.2, 7"})
    void leavesServersUnservedWhereCapacityIsScarce(double scale, int unserved) {
        var solution = solver.solve(new InfernoSystem().problem(scale, SaturationPolicy.NONE), WorkLimit.NONE);

        assertThat(solution.unserved()).hasSize(unserved);
    }
}
