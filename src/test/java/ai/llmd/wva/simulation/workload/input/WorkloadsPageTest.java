package ai.llmd.wva.simulation.workload.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/workloads.md says of shapes and files. */
class WorkloadsPageTest {
    private static final Pattern ROW_OF_A_SHAPE = Pattern.compile("\\| `([\\w.-]+)` \\| (quick, all|all|) \\|.*");

    @Test
    void everyShapeIsInTheTableWithItsSet() throws IOException {
        var sets = page().stream()
                .map(ROW_OF_A_SHAPE::matcher)
                .filter(row -> row.matches())
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(sets.keySet()).containsExactlyInAnyOrderElementsOf(PackagedShapes.names());
        assertThat(sets).allSatisfy((name, set) -> {
            assertThat(set.contains("all"))
                    .isEqualTo(PackagedShapes.sets().get("all").contains(name));
            assertThat(set.contains("quick"))
                    .isEqualTo(PackagedShapes.sets().get("quick").contains(name));
        });
    }

    @Test
    void theFirstExampleIsAWholeFile() throws IOException {
        var example = page().stream()
                .dropWhile(line -> !line.startsWith("    "))
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> line.substring(4))
                .collect(Collectors.joining("\n"));

        assertThat(WorkloadReader.read("x.yaml", "x", example, new TraceFinder(Optional.empty(), Optional.empty())))
                .isInstanceOf(WorkloadReader.Ok.class);
    }

    private static List<String> page() throws IOException {
        return Files.readAllLines(Path.of("docs/workloads.md"));
    }
}
