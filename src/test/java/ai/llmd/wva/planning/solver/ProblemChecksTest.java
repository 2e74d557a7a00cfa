package ai.llmd.wva.planning.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.planning.solver.Mixture.Ingredient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no solver is asked. */
class ProblemChecksTest {
    private static final Part KIND = new Part("chat", "A100", "a100", 2, 1, 40);

    @ParameterizedTest
    @CsvSource({"0, 1, 40", "1, -1, 40", "1, 1, -1", "1, 1, NaN"})
    void aPartTakesDevicesAndCostsNothingNegative(long devices, int replicas, double cost) {
        assertThatThrownBy(() -> new Part("chat", "A100", "a100", devices, replicas, cost))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a part: " + devices + " devices a replica, " + replicas + " replicas");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void aMixtureHasSomethingToCarry(double rate) {
        assertThatThrownBy(() -> new Mixture(rate, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the rate must be > 0, was " + rate);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 4, 0, 0.1",
        "NaN, 0, 4, 0, 0.1",
        "1, -1, 4, 0, 0.1",
        "1, 5, 4, 0, 0.1",
        "1, 0, 4, -1, 0.1",
        "1, 0, 4, 0, -0.1",
        "1, 0, 4, 0, NaN"
    })
    void anIngredientCarriesSomethingWithinBounds(double rate, int minimum, int maximum, int running, double penalty) {
        assertThatThrownBy(() -> new Ingredient(KIND, rate, minimum, maximum, running, penalty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not an ingredient: ");
    }

    @Test
    void aMixtureIsClippedToWhatThereIsAndGivenUpWhereAMinimumIsMore() {
        var free = new Mixture(3, List.of(new Ingredient(KIND, 1, 0, 4, 0, 0)));
        var asking = new Mixture(3, List.of(new Ingredient(KIND, 1, 3, 4, 0, 0)));
        var capacity = new Capacity(new TreeMap<>(Map.of("a100", 5L)));

        assertThat(free.within(capacity)).contains(new Mixture(3, List.of(new Ingredient(KIND, 1, 0, 2, 0, 0))));
        assertThat(free.within(Capacity.UNLIMITED)).contains(free);
        assertThat(asking.within(capacity)).isEqualTo(Optional.empty());
    }

    @Test
    void aDemandHasAChoice() {
        assertThatThrownBy(() -> new Demand("chat", 1, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("demand chat has no choice");
    }

    @Test
    void noTwoDemandsHaveOneName() {
        var demand = new Demand("chat", 1, List.of(new Choice(List.of(KIND), 40)));
        assertThatThrownBy(
                        () -> new AllocationProblem(List.of(demand, demand), Capacity.UNLIMITED, SaturationPolicy.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two demands are named chat");
    }
}
