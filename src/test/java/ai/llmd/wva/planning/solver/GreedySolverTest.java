package ai.llmd.wva.planning.solver;

import static ai.llmd.wva.planning.solver.Problems.choice;
import static ai.llmd.wva.planning.solver.Problems.demand;
import static ai.llmd.wva.planning.solver.Problems.mix;
import static ai.llmd.wva.planning.solver.Problems.part;
import static ai.llmd.wva.planning.solver.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.WorkLimit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GreedySolverTest {
    private final GreedySolver solver = new GreedySolver(false);

    @Test
    void whereAllFitsEveryoneGetsTheBestAndThatIsProven() {
        var solution = solve(
                Map.of("A100", 10L),
                demand("a", 1, choice("A100", 4, 40), choice("L4", 9, 50)),
                demand("b", 2, choice("L4", 4, 20), choice("A100", 1, 30)));

        assertThat(solution.served()).containsEntry("a", choice("A100", 4, 40)).containsEntry("b", choice("L4", 4, 20));
        assertThat(solution.value()).isEqualTo(60);
        assertThat(solution.lowerBound()).isEqualTo(60);
        assertThat(solution.serviceProven()).isTrue();
        assertThat(solution.complete()).isTrue();
        assertThat(solution.solver()).isEqualTo("greedy");
    }

    @Test
    void whoeverWouldLoseMostGoesFirst() {
        var solution = solve(
                Map.of("A100", 4L),
                demand("a", 1, choice("A100", 4, 40), choice("L4", 9, 50)),
                demand("b", 1, choice("A100", 4, 40), choice("L4", 9, 55)));

        assertThat(solution.served()).containsEntry("a", choice("L4", 9, 50)).containsEntry("b", choice("A100", 4, 40));
        assertThat(solution.lowerBound()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void thePriorityComesBeforeTheLoss() {
        var solution = solve(
                Map.of("A100", 4L),
                demand("a", 1, choice("A100", 4, 40), choice("L4", 9, 50)),
                demand("b", 2, choice("A100", 4, 40)));

        assertThat(solution.served()).containsOnlyKeys("a");
        assertThat(solution.unserved()).containsExactly("b");
        assertThat(solution.serviceProven()).isFalse();
    }

    @Test
    void equalLossesGoByValueThenName() {
        var byValue = solve(
                Map.of("A100", 4L),
                demand("a", 1, choice("A100", 4, 40), choice("L4", 9, 50)),
                demand("b", 1, choice("A100", 4, 45), choice("L4", 9, 55)));
        var byName = solve(
                Map.of("A100", 4L),
                demand("b", 1, choice("A100", 4, 40), choice("L4", 9, 50)),
                demand("a", 1, choice("A100", 4, 40), choice("L4", 9, 50)));

        assertThat(byValue.served()).containsEntry("b", choice("A100", 4, 45));
        assertThat(byName.served()).containsEntry("a", choice("A100", 4, 40));
    }

    @Test
    void whoFallsBackQueuesUpAgain() {
        // "a" goes first, finds the A100s too few, and then comes after "b", which loses more than it has left to lose
        var solution = solve(
                Map.of("A100", 3L, "L4", 5L),
                demand("a", 1, choice("A100", 4, 10), choice("L4", 5, 40), choice("CPU", 90, 41)),
                demand("b", 1, choice("L4", 5, 20), choice("CPU", 50, 30)));

        assertThat(solution.served()).containsEntry("a", choice("CPU", 90, 41)).containsEntry("b", choice("L4", 5, 20));
    }

    @Test
    void aMixIsTakenWholeOrNotAtAll() {
        var solution = solve(
                Map.of("A100", 5L, "L4", 3L),
                demand("a", 1, mix(10, part("A100", 4, 1), part("L4", 4, 1))),
                demand("b", 1, choice("A100", 5, 10)));

        assertThat(solution.served()).containsOnlyKeys("b");
        assertThat(solution.unserved()).containsExactly("a");
    }

    @Test
    void aPriorityGetsItsLeftoversBeforeTheNextHasItsTurnUnlessBestEffortIsDelayed() {
        var problem = problem(
                Map.of("A100", 5L),
                SaturationPolicy.PRIORITY_EXHAUSTIVE,
                demand("a", 1, choice("A100", 8, 80)),
                demand("b", 2, choice("A100", 3, 30)));

        var atOnce = new GreedySolver(false).solve(problem, WorkLimit.NONE);
        var delayed = new GreedySolver(true).solve(problem, WorkLimit.NONE);

        assertThat(atOnce.partial()).containsEntry("a", choice("A100", 5, 50));
        assertThat(atOnce.unserved()).containsExactly("b");
        assertThat(delayed.served()).containsOnlyKeys("b");
        assertThat(delayed.partial()).containsEntry("a", choice("A100", 2, 20));
        assertThat(delayed.value()).isEqualTo(30);
        assertThat(delayed.costCentsPerHour()).isEqualTo(50);
    }

    @Test
    void nothingToDo() {
        var solution = solve(Map.of("A100", 5L));

        assertThat(solution.served()).isEmpty();
        assertThat(solution.value()).isZero();
        assertThat(solution.lowerBound()).isZero();
    }

    private AllocationSolution solve(Map<String, Long> devices, Demand... demands) {
        return solver.solve(problem(devices, SaturationPolicy.NONE, demands), WorkLimit.NONE);
    }
}
