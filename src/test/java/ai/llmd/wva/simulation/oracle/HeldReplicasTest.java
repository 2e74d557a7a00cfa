package ai.llmd.wva.simulation.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HeldReplicasTest {
    private static double cost(double initial, double... needed) {
        return HeldReplicas.cost(needed, initial, 2);
    }

    @Test
    void aStartIsPaidForWhatIsNotThere() {
        assertThat(cost(3, 3, 3, 3)).isEqualTo(9);
        assertThat(cost(1, 3, 3, 3)).isEqualTo(9 + 2 * 2);
    }

    @Test
    void aShortPauseIsPaidAndALongOneIsAStart() {
        assertThat(cost(2, 2, 1, 2)).isEqualTo(6);
        assertThat(cost(2, 2, 1, 1, 1, 2)).isEqualTo(7 + 2);
    }

    @Test
    void whatIsNotNeededAnyMoreIsNotPaid() {
        assertThat(cost(2, 2, 0, 0, 0)).isEqualTo(2);
        assertThat(cost(2, 0, 0, 0, 0)).isZero();
    }

    @Test
    void partsOfReplicasCostTheirPart() {
        assertThat(cost(0.5, 0.5, 1.25)).isCloseTo(1.75 + 0.75 * 2, within(1e-12));
    }
}
