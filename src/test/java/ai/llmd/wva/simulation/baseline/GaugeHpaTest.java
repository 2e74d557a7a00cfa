package ai.llmd.wva.simulation.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.contender.EngineGauge;
import ai.llmd.wva.simulation.contender.MadeUpScene;
import ai.llmd.wva.simulation.contender.MadeUpSight;
import org.junit.jupiter.api.Test;

class GaugeHpaTest {
    private final MadeUpScene scene = MadeUpScene.at(1).variant("v", 100, 0, 8, 2);
    private final MadeUpSight sight = new MadeUpSight(scene.scene().targets().get(0));

    @Test
    void eachPodMayHaveSoManyWaiting() {
        sight.gauge(EngineGauge.WAITING, 10, 7);

        assertThat(sight.looks(GaugeHpa.WAITING.start(scene.scene()), 15)).containsExactly(4);
    }

    @Test
    void podsThatStartCountAsIdle() {
        sight.gauge(EngineGauge.RUNNING, 40, 40);
        var scaler = GaugeHpa.RUNNING.start(scene.scene());

        assertThat(sight.looks(scaler, 15)).containsExactly(4);
        assertThat(sight.looks(scaler, 60)).containsOnly(5);
        assertThat(sight.started().looks(scaler, 15)).containsExactly(8);
    }

    @Test
    void itGoesDownAfterFiveMinutesAndNeverToNone() {
        sight.gauge(EngineGauge.KV_CACHE_USAGE, 0);
        var scaler = GaugeHpa.KV_CACHE.start(scene.scene());

        assertThat(sight.looks(scaler, 300)).containsOnly(2);
        assertThat(sight.looks(scaler, 30)).endsWith(1);
        assertThat(sight.looks(scaler, 600)).containsOnly(1);
    }

    @Test
    void withoutAValueItHoldsAndSaysSo() {
        assertThat(sight.looks(GaugeHpa.KV_CACHE.start(scene.scene()), 15)).containsExactly(2);
        assertThat(sight.notes()).containsExactly("2 held metrics unread");
    }

    @Test
    void aPoolOfNoneIsStarted() {
        sight.scale(0, 0);

        assertThat(sight.looks(GaugeHpa.WAITING.start(scene.scene()), 15)).containsExactly(1);
    }

    @Test
    void anotherTargetIsToldByTheName() {
        assertThat(GaugeHpa.WAITING.at(10).name()).isEqualTo("hpa-waiting@10");
        assertThat(GaugeHpa.KV_CACHE.at(0.6).description().parameters()).contains("AverageValue 0.6");
    }
}
