package ai.llmd.wva.simulation.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.contender.EngineGauge;
import ai.llmd.wva.simulation.contender.MadeUpScene;
import ai.llmd.wva.simulation.contender.MadeUpSight;
import ai.llmd.wva.simulation.contender.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SaturationV1Test {
    private final Scene scene = MadeUpScene.at(1)
            .variant("cheap", 500, 0, 10, 2)
            .variant("dear", 2000, 0, 10, 3)
            .scene();

    /** A variant whose replicas have nothing waiting. */
    private VariantPressure variant(int index, double... kvUsage) {
        var sight = new MadeUpSight(scene.targets().get(index));
        sight.scale(index, kvUsage.length);
        var replicas = new ArrayList<ReplicaPressure>();
        for (var usage : kvUsage) {
            replicas.add(new ReplicaPressure(usage, 0));
        }
        return new VariantPressure(sight.started(), replicas);
    }

    private static Map<Integer, Integer> targets(VariantPressure... variants) {
        return SaturationV1.PUBLISHED.targets(List.of(variants), Map.of());
    }

    /** The example of its Saturation Scaling Configuration: 0.115 to spare, and 0.095. */
    @Test
    void itScalesUpWhenLessThanATenthIsToSpare() {
        assertThat(targets(variant(0, 0.65, 0.72))).isEqualTo(Map.of(0, 2));
        assertThat(targets(variant(0, 0.65, 0.76))).isEqualTo(Map.of(0, 3));
    }

    @Test
    void theCheapestVariantGrows() {
        assertThat(targets(variant(0, 0.75, 0.75), variant(1, 0.75, 0.75, 0.75)))
                .isEqualTo(Map.of(0, 3, 1, 3));
    }

    @Test
    void theDearestShrinksWhereTheOthersCanTakeItsLoad() {
        assertThat(targets(variant(0, 0.5, 0.5), variant(1, 0.5, 0.5, 0.5))).isEqualTo(Map.of(0, 2, 1, 2));
        assertThat(targets(variant(0, 0.6, 0.6), variant(1, 0.6, 0.6, 0.6))).isEqualTo(Map.of(0, 2, 1, 3));
    }

    @Test
    void allSaturatedIsNothingToSpare() {
        assertThat(targets(variant(0, 0.8, 0.95))).isEqualTo(Map.of(0, 3));
    }

    @Test
    void itWaitsWhileReplicasStart() {
        var sight = new MadeUpSight(scene.targets().get(0));
        sight.scale(0, 3);
        var starting = new VariantPressure(sight, List.of(new ReplicaPressure(0.9, 9), new ReplicaPressure(0.9, 9)));

        assertThat(targets(starting)).isEqualTo(Map.of(0, 3));
    }

    @Test
    void whatItAskedForStandsUntilItIsThere() {
        assertThat(SaturationV1.PUBLISHED.targets(List.of(variant(0, 0.9, 0.9)), Map.of(0, 3)))
                .isEqualTo(Map.of(0, 3));
    }

    @Test
    void theLoopDecidesEveryMinuteAndItsAutoscalerFollowsALookLater() {
        var alone = MadeUpScene.at(1).variant("v", 100, 1, 10, 2).scene();
        var sight = new MadeUpSight(alone.targets().get(0));
        sight.gauge(EngineGauge.KV_CACHE_USAGE, 0.75).gauge(EngineGauge.WAITING, 0);
        var scaler = SaturationV1.PUBLISHED.start(alone);

        assertThat(sight.looks(scaler, 60)).containsExactly(2, 3, 3, 3);
        assertThat(sight.looks(scaler, 60)).containsOnly(3);
        assertThat(sight.started().looks(scaler, 60)).containsExactly(3, 4, 4, 4);
    }
}
