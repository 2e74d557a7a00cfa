package ai.llmd.wva.simulation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.simulation.contender.Contender;
import ai.llmd.wva.simulation.contender.MadeUpScene;
import ai.llmd.wva.simulation.contender.MadeUpSight;
import ai.llmd.wva.simulation.contender.Scene;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class StaticPoolsTest {
    private static int replicas(Contender contender, Scene scene) {
        return new MadeUpSight(scene.targets().get(0))
                .looks(contender.start(scene), 60)
                .get(0);
    }

    @Test
    void aStaticPoolStaysWithinTheBounds() {
        var scene = MadeUpScene.at(1).variant("v", 100, 3, 8, 3).scene();

        assertThat(replicas(new StaticReplicas(5), scene)).isEqualTo(5);
        assertThat(replicas(new StaticReplicas(1), scene)).isEqualTo(3);
        assertThat(replicas(new StaticReplicas(20), scene)).isEqualTo(8);
        assertThatThrownBy(() -> new StaticReplicas(-1)).hasMessageContaining("0 or more");
    }

    /** A replica carries 1.43 requests/s: 2 and 8 a second are 5 in mean, 3.5 replicas, and 5.6 at the peak. */
    @Test
    void aPoolIsSizedForTheMeanOrForThePeak() {
        var scene = MadeUpScene.at(2, 8).variant("v", 100, 1, 20, 3).scene();

        assertThat(replicas(StaticSized.MEAN, scene)).isEqualTo(4);
        assertThat(replicas(StaticSized.PEAK, scene)).isEqualTo(6);
    }

    @Test
    void variantsOfAModelShareItsDemand() {
        var scene = MadeUpScene.at(8)
                .variant("v", 100, 1, 20, 3)
                .variant("w", 100, 1, 20, 3)
                .scene();

        assertThat(replicas(StaticSized.PEAK, scene)).isEqualTo(3);
    }

    @Test
    void theSmallestPoolThatReachesTheLevelIsTheBest() {
        var asked = new ArrayList<String>();
        var best = StaticInHindsight.best(16, 0.99, pool -> {
            asked.add(pool.name());
            return ((StaticReplicas) pool).replicas() >= 7 ? 0.995 : 0.9;
        });

        assertThat(best.name()).isEqualTo("static-7");
        assertThat(asked).doesNotHaveDuplicates().hasSizeLessThan(7);
    }

    @Test
    void withoutRequestsTheSmallestPoolIsTheBest() {
        assertThat(StaticInHindsight.best(16, 0.99, pool -> Double.NaN).name()).isEqualTo("static-1");
    }

    @Test
    void whereNoneReachesItTheSmallestOfTheBestIs() {
        var best = StaticInHindsight.best(16, 0.99, pool -> Math.min(0.9, ((StaticReplicas) pool).replicas() / 10.0));

        assertThat(best.name()).isEqualTo("static-9");
    }
}
