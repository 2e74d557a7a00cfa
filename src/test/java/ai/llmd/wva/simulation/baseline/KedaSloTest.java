package ai.llmd.wva.simulation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.simulation.contender.EngineHistogram;
import ai.llmd.wva.simulation.contender.MadeUpScene;
import ai.llmd.wva.simulation.contender.MadeUpSight;
import org.junit.jupiter.api.Test;

class KedaSloTest {
    private final MadeUpScene scene = MadeUpScene.at(1).variant("v", 100, 3, 8, 3);
    private final MadeUpSight sight = new MadeUpSight(scene.scene().targets().get(0));

    @Test
    void theFormulaScalesUpInProportion() {
        assertThat(KedaSlo.PUBLISHED.desired(0.825, 4, 4)).isEqualTo(6);
        assertThat(KedaSlo.PUBLISHED.desired(2, 4, 4)).isEqualTo(4 + 11);
    }

    @Test
    void replicasThatStartAreCreditedForScalingUpOnly() {
        assertThat(KedaSlo.PUBLISHED.desired(1.1, 8, 4)).isEqualTo(8);
        assertThat(KedaSlo.PUBLISHED.desired(1.1, 8, 8)).isEqualTo(16);
        assertThat(KedaSlo.PUBLISHED.desired(0.2, 8, 4)).isEqualTo(4);
    }

    @Test
    void betweenTheThresholdsNothingChanges() {
        assertThat(KedaSlo.PUBLISHED.desired(0.55, 5, 5)).isEqualTo(5);
        assertThat(KedaSlo.PUBLISHED.desired(0.40, 5, 5)).isEqualTo(5);
        assertThat(KedaSlo.PUBLISHED.desired(0.39, 5, 5)).isEqualTo(5);
        assertThat(KedaSlo.PUBLISHED.desired(0, 5, 5)).isZero();
    }

    @Test
    void theWorseLatencyCountsAndIsCapped() {
        sight.quantile(EngineHistogram.FIRST_TOKEN, 900).quantile(EngineHistogram.PER_OUTPUT_TOKEN, 45);
        assertThat(KedaSlo.saturation(sight)).isCloseTo(0.45, within(1e-12));

        sight.quantile(EngineHistogram.FIRST_TOKEN, 90_000);
        assertThat(KedaSlo.saturation(sight)).isEqualTo(2);
    }

    @Test
    void withoutTrafficTheLatencyIsNothing() {
        assertThat(KedaSlo.saturation(sight)).isZero();
    }

    @Test
    void itBurstsUpAfterItsWindowAndWalksDown() {
        var scaler = KedaSlo.PUBLISHED.start(scene.scene());

        sight.quantile(EngineHistogram.FIRST_TOKEN, 300);
        assertThat(sight.looks(scaler, 60)).containsOnly(3);
        sight.quantile(EngineHistogram.FIRST_TOKEN, 9000);
        assertThat(sight.looks(scaler, 60)).startsWith(3).endsWith(7);
        assertThat(sight.looks(scaler, 60)).endsWith(8);

        sight.started().quantile(EngineHistogram.FIRST_TOKEN, 300);
        assertThat(sight.looks(scaler, 180)).containsOnly(8);
        assertThat(sight.looks(scaler, 120)).endsWith(7);
        assertThat(sight.looks(scaler, 120)).endsWith(6);
    }

    @Test
    void anotherThresholdIsToldByTheName() {
        assertThat(KedaSlo.PUBLISHED.at(0.7).name()).isEqualTo("keda-slo@0.7");
        assertThat(KedaSlo.PUBLISHED.at(0.55).name()).isEqualTo("keda-slo");
        assertThat(KedaSlo.PUBLISHED.sweep()).contains(0.55);
        assertThatThrownBy(() -> KedaSlo.PUBLISHED.at(-1)).hasMessageContaining("from 0.05 to 2, not -1");
    }
}
