package ai.llmd.wva.simulation.workload.input;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.workload.Workload;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes that come with the program. */
class WorkloadFilesTest {
    private static final WorkloadFiles FILES =
            new WorkloadFiles(List.of("h100-qwen32b-tp2", "published"), Optional.empty());

    static Stream<String> names() {
        return PackagedShapes.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyShapeThatComesWithTheProgramIsGood(String name) {
        assertThat(FILES.read(name)).isNotInstanceOf(WorkloadReader.Faulty.class);
    }

    @Test
    void theStagedRampIsAsItWasPublished() {
        var ramp = read("staged-ramp");

        assertThat(ramp.durationSeconds()).isEqualTo(330 + 5 * 360 + 300);
        assertThat(ramp.ratePerSecondAt(0, 0)).isEqualTo(2);
        assertThat(ramp.ratePerSecondAt(0, 331)).isEqualTo(4);
        assertThat(ramp.ratePerSecondAt(0, 2429)).isEqualTo(1);
        assertThat(ramp.ratePerSecondAt(0, 2431)).isZero();
        assertThat(ramp.variants().get(0).coldStart().meanSeconds()).isEqualTo(100);
    }

    private static Workload read(String name) {
        return ((WorkloadReader.Ok) FILES.read(name)).workload();
    }
}
