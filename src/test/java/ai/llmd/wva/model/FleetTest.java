package ai.llmd.wva.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final String MODEL = "default/default";

    private static ServiceClass serviceClass(String key, String name, int priority, String model) {
        return new ServiceClass(
                key, name, priority, new TreeMap<>(Map.of(model, new ServiceTarget(500 + priority, 24, 0))));
    }

    private static Fleet with(ServiceClass... classes) {
        var fleet = Fleets.fleet();
        return new Fleet(
                1, fleet.variants(), fleet.accelerators(), List.of(classes), fleet.settings(), fleet.problems());
    }

    @Test
    void costsUnitsTimesPriceTimesReplicas() {
        var fleet = Fleets.fleet();
        assertThat(fleet.costCentsPerHour(Fleets.sample(), "A100", 3)).hasValue(120);
        assertThat(fleet.costCentsPerHour(Fleets.sample(), "A100", 0)).hasValue(0);
    }

    @Test
    void hasNoCostWithoutPriceOrProfile() {
        assertThat(Fleets.fleet().costCentsPerHour(Fleets.sample(), "H200", 1)).isEmpty();
        // G2 has a price, but the variant no profile for it
        assertThat(Fleets.fleet().costCentsPerHour(Fleets.sample(), "G2", 1)).isEmpty();
    }

    @Test
    void theVariantsOwnPriceWinsOverTheUnitCosts() {
        var fleet = Fleets.fleet();
        var sample = Fleets.priced(Fleets.sample(), 12.5);

        assertThat(fleet.costCentsPerHour(sample, "A100", 3)).hasValue(37.5);
        assertThat(fleet.price(sample, "A100")).contains(new ReplicaPrice("A100", 1, 12.5, true));
        assertThat(fleet.price(Fleets.sample(), "A100")).contains(new ReplicaPrice("A100", 1, 40, false));
    }

    @Test
    void theVariantsOwnPriceIsThatOfTheAcceleratorItRunsOn() {
        var fleet = Fleets.fleet();
        var both = List.of(Fleets.A100, new PerformanceProfile("G2", 2, 4, 20, 0.4, Optional.empty()));
        var onA100 = new AcceleratorOptions(Optional.of("A100"), both, Optional.empty(), OptionalDouble.of(12.5));
        var unknown = new AcceleratorOptions(Optional.empty(), both, Optional.empty(), OptionalDouble.of(12.5));

        assertThat(fleet.costCentsPerHour(Fleets.sample().withAccelerators(onA100), "G2", 1))
                .hasValue(46);
        assertThat(fleet.costCentsPerHour(Fleets.sample().withAccelerators(unknown), "G2", 1))
                .as("while nobody knows what it runs on, it counts for each")
                .hasValue(12.5);
    }

    @Test
    void anAcceleratorWithoutUnitCostsIsADeviceOfItsName() {
        var h200 = new PerformanceProfile("H200", 2, 4, 20, 0.4, Optional.empty());
        var sample = Fleets.sample()
                .withAccelerators(new AcceleratorOptions(
                        Optional.empty(), List.of(h200), Optional.empty(), OptionalDouble.of(300)));

        assertThat(Fleets.fleet(sample).accelerator(sample, "H200")).contains(new Accelerator("H200", "H200", 0));
        assertThat(Fleets.fleet(sample).costCentsPerHour(sample, "H200", 2)).hasValue(600);
        assertThat(Fleets.fleet(sample).accelerator(Fleets.sample(), "H200")).isEmpty();
    }

    @Test
    void theReferencedClassWinsWhateverItsPriority() {
        var premium = serviceClass("premium.yaml", "Premium", 1, MODEL);
        var other = serviceClass("b", "First", 1, MODEL);
        assertThat(with(other, premium).classFor(Fleets.sample())).contains(premium);
    }

    @Test
    void withoutTheReferencedOneTheHighestPriorityThenTheNameDecides() {
        var low = serviceClass("c", "Batch", 10, MODEL);
        var high = serviceClass("b", "Zeta", 2, MODEL);
        var tie = serviceClass("a", "Alpha", 2, MODEL);
        var foreign = serviceClass("premium.yaml", "Premium", 1, "another/model");
        assertThat(with(low, high, foreign).classFor(Fleets.sample())).contains(high);
        assertThat(with(low, high, tie).classFor(Fleets.sample())).contains(tie);
        assertThat(with(foreign).classFor(Fleets.sample())).isEqualTo(Optional.empty());
    }

    @Test
    void twoClassesOfOneNameAndPriorityAreBothThere() {
        var one = serviceClass("one", "Same", 1, MODEL);
        var two = serviceClass("premium.yaml", "Same", 1, MODEL);
        assertThat(with(one, two).classFor(Fleets.sample())).contains(two);
        assertThat(with(two, one).classFor(Fleets.sample())).contains(two);
    }
}
