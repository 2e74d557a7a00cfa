package ai.llmd.wva.planning.solver;

import static ai.llmd.wva.planning.solver.Problems.capacity;
import static ai.llmd.wva.planning.solver.Problems.choice;
import static ai.llmd.wva.planning.solver.Problems.demand;
import static ai.llmd.wva.planning.solver.Problems.mix;
import static ai.llmd.wva.planning.solver.Problems.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ai.llmd.wva.model.SaturationPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SaturationTest {
    private final Demand first = demand("first", 1, choice("A100", 6, 60));
    private final Demand second = demand("second", 1, choice("A100", 4, 40));
    private final Demand third = demand("third", 2, choice("A100", 5, 50));

    @Test
    void noneGivesNothing() {
        assertThat(replicas(5, SaturationPolicy.NONE)).isEmpty();
    }

    @Test
    void exhaustiveGivesToOneAfterAnother() {
        assertThat(replicas(5, SaturationPolicy.PRIORITY_EXHAUSTIVE)).containsExactly(entry("first", 5));
        assertThat(replicas(7, SaturationPolicy.PRIORITY_EXHAUSTIVE))
                .containsExactly(entry("first", 6), entry("second", 1));
    }

    @Test
    void priorityRoundRobinGivesInTurnWithinAPriority() {
        assertThat(replicas(5, SaturationPolicy.PRIORITY_ROUND_ROBIN))
                .containsExactly(entry("first", 3), entry("second", 2));
        assertThat(replicas(12, SaturationPolicy.PRIORITY_ROUND_ROBIN))
                .containsExactly(entry("first", 6), entry("second", 4), entry("third", 2));
    }

    @Test
    void roundRobinGivesInTurnToAll() {
        assertThat(replicas(5, SaturationPolicy.ROUND_ROBIN))
                .containsExactly(entry("first", 2), entry("second", 2), entry("third", 1));
        assertThat(replicas(14, SaturationPolicy.ROUND_ROBIN))
                .containsExactly(entry("first", 5), entry("second", 4), entry("third", 5));
    }

    /** One at a time that would take many seconds. */
    @Test
    void billionsOfReplicasAreGivenAtOnce() {
        var huge = demand("huge", 1, mix(3e9, part("A100", 1_500_000_000, 1), part("L4", 1_500_000_000, 1)));

        var got = share(Map.of("A100", 1_000_000_000L, "L4", 500_000_000L), SaturationPolicy.ROUND_ROBIN, huge);

        assertThat(got.get("huge").parts()).extracting(Part::replicas).containsExactly(1_000_000_000, 500_000_000);
        assertThat(got.get("huge").value()).isEqualTo(1.5e9);
    }

    @Test
    void whoeverGetsNothingIsNotInTheAnswer() {
        assertThat(replicas(1, SaturationPolicy.ROUND_ROBIN)).containsExactly(entry("first", 1));
        assertThat(replicas(0, SaturationPolicy.ROUND_ROBIN)).isEmpty();
    }

    @Test
    void aDemandStaysWithTheChoiceItSettledOn() {
        var fussy = demand("fussy", 1, choice("A100", 3, 30), choice("L4", 9, 90));

        var got = share(Map.of("A100", 1L, "L4", 100L), SaturationPolicy.ROUND_ROBIN, fussy);

        assertThat(got.get("fussy")).isEqualTo(choice("A100", 1, 10));
    }

    @Test
    void aChoiceWithoutAFreeReplicaIsPassedOver() {
        var fussy = demand("fussy", 1, choice("A100", 3, 30), choice("L4", 9, 90));

        var got = share(Map.of("A100", 0L, "L4", 2L), SaturationPolicy.PRIORITY_EXHAUSTIVE, fussy);

        assertThat(got.get("fussy")).isEqualTo(choice("L4", 2, 20));
    }

    @Test
    void replicasOfSeveralDevicesAreGivenWhole() {
        var large = new Part("any", "8xH100", "H100", 8, 3, 100);
        var got = share(Map.of("H100", 23L), SaturationPolicy.PRIORITY_EXHAUSTIVE, demand("large", 1, mix(300, large)));

        assertThat(got.get("large")).isEqualTo(mix(200, large.withReplicas(2)));
    }

    @Test
    void thePartsOfAMixAreFilledInOrder() {
        var spread = demand("spread", 1, mix(100, part("A100", 3, 20), part("L4", 5, 8)));

        var got = share(Map.of("A100", 2L, "L4", 4L), SaturationPolicy.PRIORITY_ROUND_ROBIN, spread);

        assertThat(got.get("spread").parts()).containsExactly(part("A100", 2, 20), part("L4", 4, 8));
        assertThat(got.get("spread").value()).isEqualTo(75);
    }

    @Test
    void anUnlimitedTypeIsGivenInFull() {
        var got = share(Map.of(), SaturationPolicy.ROUND_ROBIN, first);

        assertThat(got.get("first")).isEqualTo(first.choices().get(0));
    }

    private Map<String, Integer> replicas(long devices, SaturationPolicy policy) {
        var replicas = new TreeMap<String, Integer>();
        share(Map.of("A100", devices), policy, first, second, third)
                .forEach((name, choice) ->
                        replicas.put(name, choice.parts().get(0).replicas()));
        return replicas;
    }

    private static Map<String, Choice> share(Map<String, Long> devices, SaturationPolicy policy, Demand... unserved) {
        return Saturation.share(List.of(unserved), new Stock(capacity(devices)), policy);
    }
}
