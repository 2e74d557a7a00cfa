package ai.llmd.wva.simulation.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.simulation.contender.MadeUpScene;
import org.junit.jupiter.api.Test;

class OracleBoundTest {
    private static final double CAPACITY = 1.437;

    @Test
    void aConstantLoadCostsItsShareOfACapacity() {
        var scene = MadeUpScene.at(5).variant("v", 100, 1, 10, 4).scene();

        var bound = OracleBound.of(scene);

        // the last requests may be answered after the end
        assertThat(bound.replicaSeconds())
                .isBetween((MadeUpScene.STAGE_SECONDS - 35) * 5 / CAPACITY, MadeUpScene.STAGE_SECONDS * 5 / CAPACITY);
        assertThat(bound.cents()).isCloseTo(bound.replicaSeconds() / 36, within(1e-9));
    }

    @Test
    void withoutALimitPromptsAreReadWithinAMinute() {
        var unlimited = MadeUpScene.at(5).variant("v", 100, 0, 10, 4).ttft(1e9).scene();
        var minute = MadeUpScene.at(5).variant("v", 100, 0, 10, 4).ttft(60_000).scene();

        var bound = OracleBound.of(unlimited).replicaSeconds();

        assertThat(bound).isEqualTo(OracleBound.of(minute).replicaSeconds());
        assertThat(bound).isGreaterThan((MadeUpScene.STAGE_SECONDS - 100) * 5 / CAPACITY);
    }

    @Test
    void aRiseCostsColdStarts() {
        var there = MadeUpScene.at(2, 8).variant("v", 100, 1, 10, 8).scene();
        var notThere = MadeUpScene.at(2, 8).variant("v", 100, 1, 10, 2).scene();

        // those that are not needed for longer than a start takes are worth nothing
        assertThat(OracleBound.of(notThere).replicaSeconds())
                .isCloseTo(OracleBound.of(there).replicaSeconds(), within(1.0));
        assertThat(OracleBound.of(notThere).replicaSeconds())
                .isCloseTo(
                        (10 * MadeUpScene.STAGE_SECONDS - 8 * 30 + 6 * MadeUpScene.COLD_START_SECONDS) / CAPACITY,
                        within(60.0));
    }

    @Test
    void theMinimumIsAlwaysPaid() {
        var scene = MadeUpScene.at(1).variant("v", 100, 3, 10, 3).scene();

        assertThat(OracleBound.of(scene).replicaSeconds()).isCloseTo(1800, within(1e-6));
    }

    @Test
    void theMaximumBoundsWhatIsAskedFor() {
        var scene = MadeUpScene.at(20).variant("v", 100, 1, 4, 4).scene();

        assertThat(OracleBound.of(scene).replicaSeconds()).isCloseTo(2400, within(40.0));
    }

    @Test
    void theCheapestVariantServesAndTheMinimumOfTheOthersHelps() {
        var scene = MadeUpScene.at(5)
                .variant("dear", 200, 1, 10, 1)
                .variant("cheap", 100, 0, 10, 3)
                .scene();

        var bound = OracleBound.of(scene);

        assertThat(bound.targets().get(0).replicaSeconds()).isCloseTo(600, within(1e-6));
        assertThat(bound.targets().get(1).replicaSeconds())
                .isCloseTo(600 * (5 / CAPACITY - 1) - 20 * 5 / CAPACITY, within(30.0));
    }

    @Test
    void runsAreMeasuredAgainstTheBoundAndAgainstWhatIsBusy() {
        var scene = MadeUpScene.at(2, 8).variant("v", 100, 2, 10, 2).scene();

        var yardstick = HindsightYardstick.of(scene);

        assertThat(yardstick.leastCostCents()).isEqualTo(OracleBound.of(scene).cents());
        assertThat(yardstick.needed().replicas(0, 300_000)).isEqualTo(2);
        assertThat(yardstick.needed().replicas(0, 900_000)).isCloseTo(8 / CAPACITY, within(0.1));
    }
}
