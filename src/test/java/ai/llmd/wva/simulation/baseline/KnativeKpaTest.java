package ai.llmd.wva.simulation.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.contender.MadeUpScene;
import ai.llmd.wva.simulation.contender.MadeUpSight;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import org.junit.jupiter.api.Test;

class KnativeKpaTest {
    private final Scene scene = MadeUpScene.at(1).variant("v", 100, 0, 20, 1).scene();
    private final MadeUpSight sight = new MadeUpSight(scene.targets().get(0));

    /** 7 requests are aimed at for each replica. */
    private final Scaler scaler = KnativeKpa.PUBLISHED.at(10).start(scene);

    @Test
    void itFollowsTheMeanOfAMinute() {
        sight.outstanding(7);
        assertThat(sight.looks(scaler, 60)).containsOnly(1);

        sight.outstanding(13);
        assertThat(sight.looks(scaler, 10)).endsWith(2);
    }

    @Test
    void aSurgeToTwiceAndMoreIsPanicAndNotGoneBackOn() {
        sight.outstanding(7);
        sight.looks(scaler, 60);

        sight.outstanding(70);
        assertThat(sight.looks(scaler, 6)).endsWith(10);
        assertThat(sight.started().outstanding(7).looks(scaler, 60)).containsOnly(10);
        assertThat(sight.looks(scaler, 10)).endsWith(1);
    }

    @Test
    void itGoesDownToHalfAtATimeAndToNone() {
        sight.scale(0, 8);
        sight.started().outstanding(0);

        assertThat(sight.looks(scaler, 60)).containsOnly(8);
        assertThat(sight.looks(scaler, 4)).contains(4);
        assertThat(sight.looks(scaler, 60)).endsWith(0);
    }

    @Test
    void requestsThatWaitForAPodWakeIt() {
        sight.scale(0, 0);
        sight.outstanding(1);

        assertThat(sight.looks(scaler, 2)).containsExactly(1);
    }

    @Test
    void itStaysWithinTheBounds() {
        sight.outstanding(1000);

        assertThat(sight.looks(scaler, 2)).containsExactly(20);
    }
}
