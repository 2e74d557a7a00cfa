package ai.llmd.wva.planning.solver;

import static ai.llmd.wva.planning.solver.Problems.choice;
import static ai.llmd.wva.planning.solver.Problems.demand;
import static ai.llmd.wva.planning.solver.Problems.mix;
import static ai.llmd.wva.planning.solver.Problems.part;
import static ai.llmd.wva.planning.solver.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.SaturationPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackingsTest {
    private final Offers offers = new Offers(problem(
            Map.of("A100", 4L, "L4", 6L),
            SaturationPolicy.NONE,
            demand("low", 7, choice("A100", 4, 40), choice("A100", 3, 40), choice("A100", 2, 90)),
            demand(
                    "high",
                    2,
                    choice("A100", 5, 10),
                    mix(50, part("A100", 1, 20), part("A100", 2, 5), part("L4", 4, 5))),
            demand("free", 2, choice("CPU", 100, 10), choice("L4", 1, 20))));

    @Test
    void demandsAreInOrderOfPriorityThenName() {
        assertThat(offers.demands()).extracting(Demand::name).containsExactly("free", "high", "low");
        assertThat(offers.levels()).isEqualTo(2);
        assertThat(offers.upTo(0)).isEqualTo(2);
    }

    @Test
    void whatCannotFitAndWhatIsDominatedIsLeftOut() {
        var packing = Packings.ofValue(offers, 1, new int[2]).orElseThrow();

        assertThat(packing.start).containsExactly(0, 1, 2, 4);
        assertThat(packing.cost).containsExactly(10, 50, 40, 90);
        assertThat(packing.origin).containsExactly(0, 1, 1, 2);
    }

    @Test
    void thePartsOfOneTypeAddUpAndAnUnlimitedTypeIsNoRow() {
        var packing = Packings.ofValue(offers, 0, new int[2]).orElseThrow();

        assertThat(packing.useOf(0, 0)).isZero();
        assertThat(packing.useOf(1, 0)).isEqualTo(3);
        assertThat(packing.useOf(1, 1)).isEqualTo(4);
        assertThat(packing.capacity).containsExactly(4, 6);
    }

    @Test
    void toStayUnservedIsAChoiceWhereItIsAllowedAndIsCounted() {
        var packing = Packings.ofValue(offers, 1, new int[] {0, 1}).orElseThrow();

        assertThat(packing.origin).containsExactly(0, 1, 1, 2, Offers.UNSERVED);
        assertThat(packing.useOf(4, 2)).isEqualTo(1);
        assertThat(packing.capacity[2]).isEqualTo(1);
    }

    @Test
    void serviceCountsTheUnservedOfOneLevel() {
        var packing = Packings.ofService(offers, 1, new int[2]).orElseThrow();

        // by use alone, the fewest A100s are as good as any
        assertThat(packing.cost).containsExactly(0, 0, 0, 1);
        assertThat(packing.origin).containsExactly(0, 1, 2, Offers.UNSERVED);
    }

    @Test
    void serviceOfAllCountsTheUnservedOfEachLevel() {
        var packing = Packings.ofAllService(offers).orElseThrow();

        assertThat(packing.cost).containsExactly(0, 1, 0, 1, 0, 1);
        assertThat(packing.capacity).containsExactly(4, 6);
    }

    @Test
    void whoeverFitsNowhereMakesServingAllImpossible() {
        var hopeless =
                new Offers(problem(Map.of("A100", 4L), SaturationPolicy.NONE, demand("a", 1, choice("A100", 5, 10))));

        assertThat(Packings.ofValue(hopeless, 0, new int[1])).isEmpty();
        assertThat(Packings.ofValue(hopeless, 0, new int[] {1})).isPresent();
    }

    @Test
    void anAssignmentOfADominatedChoiceIsReplacedByWhatDominatesIt() {
        var packing = Packings.ofValue(offers, 1, new int[2]).orElseThrow();
        int dominated = offers.choicesOf(2).indexOf(choice("A100", 4, 40));
        int better = offers.choicesOf(2).indexOf(choice("A100", 3, 40));

        var taken = Packings.taking(offers, packing, new int[] {0, 1, dominated});

        assertThat(Packings.assignment(packing, taken)).containsExactly(0, 1, better);
    }
}
