package ai.llmd.wva.simulation.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.contender.Contender;
import ai.llmd.wva.simulation.contender.MadeUpScene;
import ai.llmd.wva.simulation.contender.Scene;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClockPhaseTest {
    private static final Scene SCENE =
            MadeUpScene.at(1).variant("v", 100, 1, 8, 2).scene();

    private static List<Double> firstLooks(Contender contender) {
        return LongStream.rangeClosed(1, 50)
                .mapToObj(seed -> new Scene(SCENE.workload(), seed, SCENE.targets()))
                .mapToDouble(scene -> contender.start(scene).firstLookMillis())
                .boxed()
                .toList();
    }

    @Test
    void theSeedDrawsWhenAContenderLooksFirst() {
        assertThat(firstLooks(GaugeHpa.RUNNING))
                .allMatch(millis -> millis >= 0 && millis < 15_000)
                .anyMatch(millis -> millis > 10_000)
                .anyMatch(millis -> millis < 5_000);
        assertThat(firstLooks(GaugeHpa.RUNNING)).isEqualTo(firstLooks(GaugeHpa.WAITING));
    }

    @Test
    void theSaturationLoopDrawsFromTheMinuteBetweenItsDecisions() {
        assertThat(firstLooks(SaturationV2.PUBLISHED))
                .allMatch(millis -> millis >= 0 && millis < 60_000)
                .anyMatch(millis -> millis > 40_000);
    }

    @Test
    void aStaticPoolIsThereFromTheStart() {
        assertThat(firstLooks(new StaticReplicas(3))).containsOnly(0.0);
    }
}
