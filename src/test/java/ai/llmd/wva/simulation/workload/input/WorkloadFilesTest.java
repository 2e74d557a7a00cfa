package ai.llmd.wva.simulation.workload.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.llmd.wva.simulation.workload.RequestStream;
import ai.llmd.wva.simulation.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes that come with the program. */
class WorkloadFilesTest {
    private static final WorkloadFiles FILES = new WorkloadFiles(Optional.empty());

    static Stream<String> names() {
        return PackagedShapes.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyShapeThatComesWithTheProgramIsGood(String name) {
        assertThat(FILES.read(name)).isNotInstanceOf(WorkloadReader.Faulty.class);
    }

    /** Nobody measures with these but the gate. */
    @ParameterizedTest
    @ValueSource(strings = {"gate-climb", "gate-bursts", "gate-lengths", "gate-scarce"})
    void everyShapeOfTheGateIsGood(String name) {
        assertThat(FILES.read("src/test/resources/gate/" + name + ".yaml")).isInstanceOf(WorkloadReader.Ok.class);
    }

    @Test
    void everyFileIsAShapeThatIsFoundByName() throws IOException {
        assertThat(files().stream().map(file -> file.getFileName().toString().replace(".yaml", "")))
                .containsExactlyInAnyOrderElementsOf(PackagedShapes.names());
        assertThat(PackagedShapes.sets().get("quick")).hasSize(8);
        assertThat(PackagedShapes.sets().get("all"))
                .containsAll(PackagedShapes.sets().get("quick"));
    }

    @Test
    void everyFileSaysFirstWhatItIs() throws IOException {
        assertThat(files())
                .allSatisfy(file -> assertThat(Files.readAllLines(file).get(0))
                        .startsWith("# ")
                        .endsWith("."));
    }

    /** So that the whole matrix stays affordable. */
    @Test
    void noRunOfASetIsLongerThanTwoHours() {
        for (var name : PackagedShapes.sets().get("all")) {
            if (FILES.read(name) instanceof WorkloadReader.Ok ok) {
                assertThat(ok.workload().durationSeconds()).as(name).isBetween(600.0, 7200.0);
            }
        }
    }

    @Test
    void aTraceIsReadWhereItIsThere() {
        var trace = Path.of("../shared/data/traces/AzureLLMInferenceTrace_conv.csv");
        assumeThat(trace).as("the Azure trace").exists();
        var workload = read("azure-conversation");
        var stream = RequestStream.of(workload, 1);
        var first = stream.next();
        int count = 1;
        for (; stream.hasNext(); count++) {
            stream.next();
        }

        assertThat(count).isEqualTo(19_366);
        assertThat(first.inputTokens()).isEqualTo(374);
        assertThat(workload.durationSeconds()).isBetween(870.0, 900.0);
        assertThat(workload.ratePerSecondAt(0, 450)).isBetween(10.0, 40.0);
    }

    @Test
    void aTraceThatIsNotThereIsNoted(@TempDir Path folder) {
        var elsewhere = new WorkloadFiles(Optional.of(folder.resolve("none.csv")));

        assertThat(((WorkloadReader.TraceAbsent) elsewhere.read("azure-conversation")).note())
                .isEqualTo("azure-conversation.yaml:7: there is no file " + folder.resolve("none.csv"));
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

    private static List<Path> files() throws IOException {
        try (var files = Files.list(Path.of("deploy/samples/workloads"))) {
            return files.toList();
        }
    }

    private static Workload read(String name) {
        return ((WorkloadReader.Ok) FILES.read(name)).workload();
    }
}
