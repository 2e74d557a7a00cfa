package ai.llmd.wva.simulation.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.simulation.contender.MadeUpScene;
import ai.llmd.wva.simulation.contender.MadeUpSight;
import org.junit.jupiter.api.Test;

class OracleTest {
    private static final int LOOKS_PER_STAGE = 120;

    @Test
    void itAsksForReplicasAColdStartBeforeTheyAreNeeded() {
        var scene = MadeUpScene.at(2, 8).variant("v", 100, 1, 10, 2).scene();

        var asked = new MadeUpSight(scene.targets().get(0)).looks(Oracle.USUAL.start(scene), 1200);

        // 100 s before the rise and later, as more requests are under way: a replica carries 1.43 a second
        assertThat(asked.subList(0, LOOKS_PER_STAGE - 22)).containsOnly(2);
        assertThat(asked.get(LOOKS_PER_STAGE - 1)).isGreaterThan(4);
        assertThat(asked.get(LOOKS_PER_STAGE + 30)).isEqualTo(6);
    }

    @Test
    void itLetsReplicasGoWhenTheyAreNotNeeded() {
        var scene = MadeUpScene.at(8, 1).variant("v", 100, 1, 10, 6).scene();

        var asked = new MadeUpSight(scene.targets().get(0)).looks(Oracle.USUAL.start(scene), 1200);

        assertThat(asked.subList(0, LOOKS_PER_STAGE)).containsOnly(6);
        assertThat(asked.get(LOOKS_PER_STAGE + 24)).isEqualTo(1);
    }

    @Test
    void aVariantThatIsNotTheCheapestKeepsItsMinimum() {
        var scene = MadeUpScene.at(5)
                .variant("dear", 200, 1, 10, 4)
                .variant("cheap", 100, 0, 10, 3)
                .scene();

        assertThat(TargetPlan.idle(scene, scene.targets().get(0)).spec(0)).isEqualTo(1);
        assertThat(ModelShare.of(scene).get(0).target().name()).isEqualTo("cheap");
    }

    @Test
    void itsUtilizationIsVaried() {
        assertThat(Oracle.USUAL.at(0.8).name()).isEqualTo("oracle@0.8");
        assertThatThrownBy(() -> new Oracle(0)).hasMessageContaining("from 0.05 to 2");
    }
}
