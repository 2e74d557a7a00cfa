package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.simulation.workload.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoScenarioTest {
    private static final Workload SMALL = DemoWorkloads.staged(List.of(), 60, 1);

    @Test
    void aWorkloadWithNamesForKubernetesCanBeShown() {
        assertThat(DemoScenario.problem(SMALL)).isEmpty();
        assertThat(DemoScenario.problem(DemoWorkloads.with(SMALL, DemoWorkloads.variant("other", "A100", 300))))
                .isEmpty();
    }

    @Test
    void aNameThatNoDeploymentCanHaveIsRefused() {
        var workload = DemoWorkloads.with(SMALL, DemoWorkloads.variant("Qwen 32B", "A100", 300));

        assertThat(DemoScenario.problem(workload))
                .hasValueSatisfying(problem -> assertThat(problem).contains("\"Qwen 32B\"", "lower case"));
    }

    @Test
    void oneAcceleratorHasOnePrice() {
        var workload = DemoWorkloads.with(SMALL, DemoWorkloads.variant("other", "H100", 500));

        assertThat(DemoScenario.problem(workload))
                .hasValueSatisfying(problem -> assertThat(problem).contains("H100", "300", "250"));
        assertThatThrownBy(() -> new DemoSettings(workload, 20, 0, false, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different prices");
    }

    @Test
    void aSpeedThatCannotBeHadIsRefused() {
        for (var speed : new double[] {0.5, 61, Double.NaN, -1}) {
            assertThatThrownBy(() -> new DemoSettings(SMALL, speed, 0, false, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 to 60");
        }
    }
}
