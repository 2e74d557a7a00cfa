package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.llmd.wva.planning.solver.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** llm-inferno's small example, from its file to the printed answer. */
class OptimizeGoldenTest {
    private static final String FOLDER = "inferno/small/";
    private static final List<String> PIECES =
            List.of("accelerator", "capacity", "model", "serviceclass", "server", "optimizer");

    private final String system = SharedData.path(FOLDER + "system-data.json").toString();

    @TempDir
    Path folder;

    @Test
    void greedyGivesThePublishedSolution() {
        var pieces = new ArrayList<>(List.of("optimize", "--solver", "greedy", "-o", "json"));
        PIECES.forEach(piece -> pieces.addAll(
                List.of("-f", SharedData.path(FOLDER + piece + "-data.json").toString())));

        var run = CommandRun.of(pieces.toArray(String[]::new));

        assertThat(run.exitCode()).isZero();
        var answer = JsonMapper.shared().readTree(run.out());
        var published = JsonMapper.shared()
                .readTree(SharedData.path(FOLDER + "solution-data.json"))
                .get("allocations");
        var allocations = answer.get("allocations");
        assertThat(allocations.propertyNames()).containsExactlyInAnyOrderElementsOf(published.propertyNames());
        for (var server : published.propertyNames()) {
            same(server, allocations.get(server), published.get(server));
        }
        assertThat(answer.get("totalCost").doubleValue()).isEqualTo(43_819);
    }

    private static void same(String server, JsonNode actual, JsonNode expected) {
        for (var exact : List.of("accelerator", "numReplicas", "maxBatch")) {
            assertThat(actual.get(exact)).as(server + "." + exact).isEqualTo(expected.get(exact));
        }
        assertThat(actual.get("cost").doubleValue())
                .as(server)
                .isEqualTo(expected.get("cost").doubleValue());
        for (var close : List.of("itlAverage", "ttftAverage")) {
            assertThat(actual.get(close).doubleValue())
                    .as(server + "." + close)
                    .isCloseTo(expected.get(close).doubleValue(), withinPercentage(0.01));
        }
        assertThat(actual.get("load")).as(server + ".load").isEqualTo(expected.get("load"));
    }

    @Test
    void theFolderGivesWhatItsWholeFileGives() {
        var whole = answer("-f", system, "--solver", "greedy");
        var ofFolder = answer("-f", SharedData.path(FOLDER).toString(), "--solver", "greedy");

        assertThat(ofFolder.get("allocations")).isEqualTo(whole.get("allocations"));
        assertThat(whole.get("totalCost").doubleValue()).isEqualTo(43_819);
    }

    @Test
    void nearExactIsCheaperAtTheSameServiceAndProvesIt() {
        var answer = answer("-f", system);

        assertThat(answer.get("totalCost").doubleValue()).isLessThanOrEqualTo(41_858 * 1.005);
        assertThat(answer.get("gap").doubleValue()).isBetween(0.0, 0.005);
        assertThat(answer.get("unserved")).isEmpty();
        assertThat(answer.get("partial")).isEmpty();
        assertThat(answer.get("complete").booleanValue()).isTrue();
    }

    @Test
    void mixedIsCheaperStill() {
        var answer = answer("-f", system, "--mixed");

        assertThat(answer.get("totalCost").doubleValue()).isLessThanOrEqualTo(37_929 * 1.01);
        assertThat(answer.get("unserved")).isEmpty();
        assertThat(answer.get("partial")).isEmpty();
        assertThat(answer.get("allocations")).anyMatch(JsonNode::isArray);
        for (var allocation : answer.get("allocations")) {
            if (allocation.isArray()) {
                assertThat(allocation).hasSizeGreaterThan(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.8, 1, 28348", "0.6, 2, 24676", "0.5, 2, 21006", "0.2, 5, 7767"})
    void whereCapacityIsScarceAsManyAsCanBeAreServedAtTheLeastCost(double scale, int unserved, double cost)
            throws IOException {
        var run = CommandRun.of("optimize", "-o", "json", "--saturation", "None", "-f", scaled(scale));

        assertThat(run.exitCode()).isEqualTo(3);
        var answer = JsonMapper.shared().readTree(run.out());
        assertThat(answer.get("unserved")).hasSize(unserved);
        assertThat(answer.get("totalCost").doubleValue()).isLessThanOrEqualTo(cost * 1.01);
        assertThat(run.err().lines().filter(line -> line.contains(" is not served: ")))
                .hasSize(unserved);
    }

    @Test
    void partialServiceComesOnTop() throws IOException {
        var whole = answer("--saturation", "None", "-f", scaled(0.2));
        var partial = answer("--saturation", "PriorityExhaustive", "-f", scaled(0.2));

        var servedWhole = new ArrayList<>(whole.get("allocations").propertyNames());
        assertThat(partial.get("allocations").propertyNames()).containsAll(servedWhole);
        assertThat(partial.get("partial").isEmpty()).isFalse();
        assertThat(servedWhole)
                .doesNotContainAnyElementsOf(partial.get("partial").propertyNames());
    }

    private static JsonNode answer(String... arguments) {
        var all = new ArrayList<>(List.of("optimize", "-o", "json"));
        all.addAll(List.of(arguments));
        return JsonMapper.shared()
                .readTree(CommandRun.of(all.toArray(String[]::new)).out());
    }

    /** The file with every capacity scaled and rounded down. */
    private String scaled(double scale) throws IOException {
        var root = JsonMapper.shared().readTree(Path.of(system));
        for (var row : root.at("/system/capacityData/count")) {
            ((ObjectNode) row).put("count", (long) Math.floor(row.get("count").asLong() * scale));
        }
        var file = folder.resolve("scaled.json");
        Files.writeString(file, root.toString());
        return file.toString();
    }
}
