package ai.llmd.wva.simulation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EqualAttainmentTest {
    private static final Standing REFERENCE = standing("wva", 0.97, 100);

    private static Standing standing(String contender, double attainment, double cost) {
        return new Standing(
                "ramp",
                contender,
                List.of(new RunScore(1, Map.of(Measure.ATTAINMENT, attainment, Measure.COST, cost))));
    }

    private static List<EqualAttainment> choices(Standing... others) {
        return EqualAttainment.of(List.of(others), REFERENCE);
    }

    @Test
    void theCheapestVariantThatAttainsAsMuchIsChosen() {
        assertThat(choices(
                        standing("keda-slo", 0.93, 80),
                        standing("keda-slo@0.4", 0.98, 110),
                        standing("keda-slo@0.3", 0.99, 130)))
                .extracting(one -> one.chosen().contender(), EqualAttainment::reached)
                .containsExactly(tuple("keda-slo@0.4", true));
    }

    @Test
    void aPolicyThatNeverAttainsAsMuchIsShownAtItsBest() {
        var choice =
                choices(standing("kpa", 0.8, 80), standing("kpa@5", 0.9, 120)).get(0);

        assertThat(choice.chosen().contender()).isEqualTo("kpa@5");
        assertThat(choice.reached()).isFalse();
    }

    @Test
    void oneRequestInAThousandMakesNoDifference() {
        assertThat(choices(standing("kpa", 0.9695, 80), standing("kpa@5", 0.98, 120))
                        .get(0))
                .isEqualTo(new EqualAttainment(standing("kpa", 0.9695, 80), true));
    }

    @Test
    void theReferenceStandsForItself() {
        assertThat(choices(REFERENCE, standing("wva@2", 0.99, 90)).get(0).chosen())
                .isEqualTo(REFERENCE);
    }

    @Test
    void variantsAreToldByTheirNames() {
        assertThat(EqualAttainment.isSwept(List.of("wva", "keda-slo@0.4"))).isTrue();
        assertThat(EqualAttainment.isSwept(List.of("wva", "keda-slo"))).isFalse();
    }
}
