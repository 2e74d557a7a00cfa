package ai.llmd.wva.simulation.workload;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.simulation.Workloads;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final ModelLoad MODEL = Workloads.model(1, 60, ClientHabits.PATIENT);

    @Test
    void moreModelsThanARequestCanNameAreRefused() {
        var models = Collections.nCopies(65_537, MODEL);

        assertThatThrownBy(() -> new Workload("w", "", 60, models, List.of(), ClusterSetup.UNLIMITED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be 65536 models or fewer: 65537");
    }
}
