package ai.llmd.wva.simulation.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.contender.EngineGauge;
import ai.llmd.wva.simulation.contender.MadeUpScene;
import ai.llmd.wva.simulation.contender.MadeUpSight;
import ai.llmd.wva.simulation.contender.Scene;
import org.junit.jupiter.api.Test;

class AibrixApaTest {
    private final Scene scene = MadeUpScene.at(1).variant("v", 100, 1, 20, 4).scene();
    private final MadeUpSight sight = new MadeUpSight(scene.targets().get(0));

    @Test
    void theAlgorithmHasATolerance() {
        assertThat(ApaRule.recommended(1.1, 4)).isEqualTo(4);
        assertThat(ApaRule.recommended(1.2, 4)).isEqualTo(5);
        assertThat(ApaRule.recommended(0.8, 4)).isEqualTo(4);
        assertThat(ApaRule.recommended(0.7, 4)).isEqualTo(3);
    }

    @Test
    void theAlgorithmDoublesAndHalvesAtMost() {
        assertThat(ApaRule.recommended(5, 4)).isEqualTo(8);
        assertThat(ApaRule.recommended(0, 5)).isEqualTo(2);
    }

    @Test
    void podsThatStartAreCounted() {
        sight.gauge(EngineGauge.KV_CACHE_USAGE, 0.8);
        var scaler = AibrixApa.PUBLISHED.start(scene);

        assertThat(sight.looks(scaler, 10)).containsExactly(7);
        assertThat(sight.looks(scaler, 60)).containsOnly(7);
        assertThat(sight.started().looks(scaler, 10)).containsExactly(12);
    }

    @Test
    void goingDownItTakesTheLeastOfFiveMinutes() {
        sight.gauge(EngineGauge.KV_CACHE_USAGE, 0.2);
        var scaler = AibrixApa.PUBLISHED.start(scene);

        assertThat(sight.looks(scaler, 10)).containsExactly(2);
        sight.scale(0, 8);
        sight.started().gauge(EngineGauge.KV_CACHE_USAGE, 0.4);
        assertThat(sight.looks(scaler, 10)).containsExactly(2);
    }

    @Test
    void withoutAValueItHolds() {
        assertThat(sight.looks(AibrixApa.PUBLISHED.start(scene), 10)).containsExactly(4);
        assertThat(sight.notes()).containsExactly("4 held no pod gives its KV usage");
    }
}
