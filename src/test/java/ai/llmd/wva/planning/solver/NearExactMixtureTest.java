package ai.llmd.wva.planning.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.WorkLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Demands that may be spread over several accelerators. */
class NearExactMixtureTest {
    private final NearExactSolver solver = new NearExactSolver();

    /** The expected values are the optimum of the mixed-integer program over all whole numbers of replicas. */
    @ParameterizedTest
    @CsvSource({"1, 0, 37929", "0.8, 0, 41496.5", "0.6, 1, 30344", "0.5, 3, 22287", "0.2, 7, 10068.25"})
    void spreadsLlmInfernosSmallExampleAtTheLeastCost(double scale, int unserved, double cost) {
        var problem = new InfernoSystem().mixed(scale, SaturationPolicy.NONE);

        var solution = solver.solve(problem, WorkLimit.NONE);

        assertThat(solution.unserved()).hasSize(unserved);
        assertThat(solution.value()).isCloseTo(cost, within(cost * 0.0005));
        assertThat(solution.lowerBound()).isBetween(cost * 0.95, cost + 1e-6);
        assertThat(solution.serviceProven()).isTrue();
    }

    @Test
    void comesNearTheBestOfAllMixesWithinAValidBound() {
        int proven = 0;
        for (int seed = 0; seed < 200; seed++) {
            var pair = RandomMixtures.problem(seed, 3);
            var best = BruteForce.of(pair.spelledOut());

            var solution = solver.solve(pair.mixed(), WorkLimit.NONE);

            assertThat(BruteForce.unserved(pair.mixed(), solution))
                    .as("seed %d", seed)
                    .isEqualTo(best.unserved());
            assertThat(solution.value()).as("seed %d", seed).isBetween(best.value() - 1e-9, best.value() * 1.02 + 1e-9);
            assertThat(solution.lowerBound()).as("seed %d", seed).isLessThanOrEqualTo(best.value() + 1e-9);
            proven += solution.lowerBound() > best.value() - 1e-6 ? 1 : 0;
        }
        assertThat(proven).isGreaterThan(190);
    }

    @Test
    void whereCapacityIsNoLimitEachGetsItsCheapestMix() {
        var pair = RandomMixtures.problem(3, 4);
        var unlimited = new AllocationProblem(pair.mixed().demands(), Capacity.UNLIMITED, SaturationPolicy.NONE);

        var solution = solver.solve(unlimited, WorkLimit.NONE);

        for (var demand : unlimited.demands()) {
            assertThat(solution.served().get(demand.name()).value())
                    .isEqualTo(Mixes.cheapest(demand.mixture().orElseThrow())
                            .orElseThrow()
                            .value());
        }
        assertThat(solution.lowerBound()).isCloseTo(solution.value(), within(1e-6));
    }

    @Test
    void aMixThatIsGivenCarriesTheRateWithinMinimaAndMaxima() {
        for (int seed = 0; seed < 50; seed++) {
            var problem = RandomMixtures.problem(seed, 12).mixed();

            var solution = solver.solve(problem, WorkLimit.NONE);

            for (var demand : problem.demands()) {
                var choice = solution.served().get(demand.name());
                if (choice != null) {
                    assertThat(RandomMixtures.all(demand.mixture().orElseThrow()))
                            .contains(choice);
                }
            }
            problem.capacity()
                    .devices()
                    .forEach((type, devices) ->
                            assertThat(Problems.used(solution, type)).isLessThanOrEqualTo(devices));
        }
    }
}
