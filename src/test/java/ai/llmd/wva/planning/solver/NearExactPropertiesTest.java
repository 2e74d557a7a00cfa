package ai.llmd.wva.planning.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.WorkLimit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every problem, tried on random ones. */
class NearExactPropertiesTest {
    private final NearExactSolver solver = new NearExactSolver();

    static Stream<AllocationProblem> tiny() {
        return RandomProblems.of(200, 6);
    }

    static Stream<AllocationProblem> small() {
        return RandomProblems.of(40, 40);
    }

    @ParameterizedTest
    @MethodSource("tiny")
    void findsTheBestThereIsOfTinyProblemsAndProvesIt(AllocationProblem problem) {
        var best = BruteForce.of(problem);

        var solution = solve(problem);

        assertThat(BruteForce.unserved(problem, solution)).isEqualTo(best.unserved());
        assertThat(solution.value()).isCloseTo(best.value(), within(1e-9));
        assertThat(solution.lowerBound()).isCloseTo(best.value(), within(1e-6));
        assertThat(solution.serviceProven()).isTrue();
        assertThat(solution.complete()).isTrue();
    }

    @ParameterizedTest
    @MethodSource({"tiny", "small"})
    void keepsWithinTheCapacity(AllocationProblem problem) {
        var solution = solve(problem);

        problem.capacity()
                .devices()
                .forEach((type, devices) ->
                        assertThat(Problems.used(solution, type)).as(type).isLessThanOrEqualTo(devices));
    }

    @ParameterizedTest
    @MethodSource({"tiny", "small"})
    void everyDemandIsServedByAChoiceOfItsOwnOrInPartOrNotAtAll(AllocationProblem problem) {
        var solution = solve(problem);

        for (var demand : problem.demands()) {
            var served = solution.served().get(demand.name());
            assertThat(Stream.of(
                                    served != null,
                                    solution.partial().containsKey(demand.name()),
                                    solution.unserved().contains(demand.name()))
                            .filter(is -> is))
                    .hasSize(1);
            if (served != null) {
                assertThat(demand.choices()).contains(served);
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"tiny", "small"})
    void isNeverWorseThanGreedyNorBetterThanItsBound(AllocationProblem problem) {
        var solution = solve(problem);

        assertThat(solution.lowerBound()).isLessThanOrEqualTo(solution.value());
        for (boolean delayed : new boolean[] {false, true}) {
            var greedy = new GreedySolver(delayed).solve(problem, WorkLimit.NONE);
            int byService = compare(BruteForce.unserved(problem, solution), BruteForce.unserved(problem, greedy));
            assertThat(byService).isNotPositive();
            if (byService == 0) {
                assertThat(solution.value()).isLessThanOrEqualTo(greedy.value());
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"tiny", "small"})
    void theSameProblemGivesTheSameSolutionInWhateverOrderItIsGiven(AllocationProblem problem) {
        var solution = solve(problem);

        assertThat(solve(problem)).isEqualTo(solution);
        assertThat(solve(RandomProblems.reversed(problem))).isEqualTo(solution);
    }

    @ParameterizedTest
    @MethodSource("tiny")
    void withMoreCapacityNoPriorityIsServedWorseUnlessAHigherOneIsServedBetter(AllocationProblem problem) {
        var before = BruteForce.unserved(problem, solve(problem));
        var more = RandomProblems.withMore(problem, 2);

        assertThat(compare(BruteForce.unserved(more, solve(more)), before)).isNotPositive();
    }

    @Test
    void whereTheWorkLimitIsReachedAnIncumbentIsReturned() {
        for (int polls : new int[] {0, 1, 10, 100}) {
            var problem = RandomProblems.random(7, 200);
            var asked = new AtomicInteger();

            var solution = solver.solve(problem, () -> asked.incrementAndGet() > polls);

            var greedy = new GreedySolver(false).solve(problem, WorkLimit.NONE);
            assertThat(solution.complete()).isFalse();
            assertThat(compare(BruteForce.unserved(problem, solution), BruteForce.unserved(problem, greedy)))
                    .isNotPositive();
            assertThat(solution.lowerBound()).isLessThanOrEqualTo(solution.value());
        }
    }

    @Test
    void whatIsLeftGoesToTheUnservedByThePolicy() {
        var problem = new AllocationProblem(
                List.of(
                        Problems.demand("a", 2, Problems.choice("A100", 7, 70)),
                        Problems.demand("b", 1, Problems.choice("A100", 7, 70)),
                        Problems.demand("c", 1, Problems.choice("A100", 4, 40))),
                Problems.capacity(Map.of("A100", 9L)),
                SaturationPolicy.PRIORITY_EXHAUSTIVE);

        var solution = solve(problem);

        assertThat(solution.served()).containsOnlyKeys("c");
        assertThat(solution.partial()).containsOnlyKeys("b").containsEntry("b", Problems.choice("A100", 5, 50));
        assertThat(solution.unserved()).containsExactly("a");
    }

    private AllocationSolution solve(AllocationProblem problem) {
        return solver.solve(problem, WorkLimit.NONE);
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        return Arrays.compare(one.toArray(Integer[]::new), other.toArray(Integer[]::new));
    }
}
