package ai.llmd.wva.simulation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.simulation.contender.EngineGauge;
import ai.llmd.wva.simulation.contender.MadeUpScene;
import ai.llmd.wva.simulation.contender.MadeUpSight;
import ai.llmd.wva.simulation.contender.Scaler;
import org.junit.jupiter.api.Test;

class KedaTokensTest {
    private final MadeUpScene scene = MadeUpScene.at(1).variant("v", 100, 1, 4, 1);
    private final MadeUpSight sight = new MadeUpSight(scene.scene().targets().get(0));
    private final Scaler scaler = KedaTokens.PUBLISHED.start(scene.scene());

    @Test
    void theHardwareReadsAsManyPromptTokensAsTheGuideMeasured() {
        assertThat(KedaTokens.secondsPerPromptToken(sight.target())).isCloseTo(1.0 / 15_928, within(1e-12));
    }

    @Test
    void aBacklogAddsAReplicaEveryThreeMinutes() {
        sight.gauge(EngineGauge.UNPREFILLED_TOKENS, 4 * 15_928);

        assertThat(sight.looks(scaler, 180)).containsOnly(2);
        assertThat(sight.looks(scaler, 180)).containsOnly(3);
        assertThat(sight.looks(scaler, 180)).containsOnly(3);
    }

    @Test
    void aFullCacheAddsAReplica() {
        sight.gauge(EngineGauge.KV_CACHE_USAGE, 0.9);

        assertThat(sight.looks(scaler, 60)).containsOnly(2);
    }

    @Test
    void loadWithinOneReplicaChangesNothing() {
        sight.gauge(EngineGauge.UNPREFILLED_TOKENS, 20_000).gauge(EngineGauge.KV_CACHE_USAGE, 0.6);

        assertThat(sight.looks(scaler, 600)).containsOnly(1);
    }

    @Test
    void itGoesDownAPodEveryFiveMinutes() {
        sight.gauge(EngineGauge.UNPREFILLED_TOKENS, 4 * 15_928);
        sight.looks(scaler, 360);
        sight.gauge(EngineGauge.UNPREFILLED_TOKENS, 0).started();

        assertThat(sight.looks(scaler, 270)).containsOnly(3);
        assertThat(sight.looks(scaler, 300)).endsWith(2);
        assertThat(sight.looks(scaler, 300)).endsWith(1);
    }
}
