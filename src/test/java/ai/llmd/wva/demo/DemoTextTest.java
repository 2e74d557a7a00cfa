package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.workload.input.WorkloadFiles;
import ai.llmd.wva.simulation.workload.input.WorkloadReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoTextTest {
    private static DemoSettings usual() {
        var read = new WorkloadFiles(Optional.empty()).read(DemoSettings.USUAL_SCENARIO);
        return new DemoSettings(((WorkloadReader.Ok) read).workload(), DemoSettings.USUAL_SPEED, 0, false, 1);
    }

    @Test
    void saysWhatIsRealWhatIsNotAndWhereToLookWithinEightyColumns() {
        var lines = DemoText.introduction(usual(), 8082, 41234, "http://localhost:39999");

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(String.join("\n", lines))
                .contains("20.0 times real time, 60 min in 3.0", "Real:", "Simulated:", "Stand-ins:")
                .contains("http://localhost:8082", "https://localhost:41234/metrics")
                .contains("http://localhost:39999/apis/llmd.ai/v1alpha1/variantautoscalings");
    }
}
