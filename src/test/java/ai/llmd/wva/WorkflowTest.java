package ai.llmd.wva;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What GitHub reads of the repository: it says of a broken file only that there is none. */
class WorkflowTest {
    private static final Path WORKFLOW = Path.of(".github/workflows/ci.yml");

    @Test
    void theWorkflowRunsWhatAnyoneCanRunAndMayOnlyRead() throws IOException {
        assertThat(steps()).anyMatch(step -> ".ci/run".equals(step.get("run")));
        assertThat(map(WORKFLOW).get("permissions")).isEqualTo(Map.of("contents", "read"));
    }

    @Test
    void anActionIsPinnedToARelease() throws IOException {
        assertThat(steps().map(step -> step.get("uses")).filter(uses -> uses != null))
                .hasSizeGreaterThan(3)
                .allSatisfy(uses -> assertThat((String) uses).matches("[\\w/-]+@v\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void theWorkflowKeepsTheProgramsThatTheScriptBuilds() throws IOException {
        var kept = steps().map(step -> step.get("with")).map(String::valueOf).toList();
        assertThat(kept).anyMatch(with -> with.contains("~/.cache/wva-control-plane"));
        assertThat(Files.readString(Path.of(".ci/control-plane"))).contains("$HOME/.cache/wva-control-plane/bin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bug.yml", "feature.yml"})
    void aFormHasWhatGitHubAsksOfOne(String file) throws IOException {
        var form = map(Path.of(".github/ISSUE_TEMPLATE", file));
        assertThat(form.keySet().stream().map(String::valueOf)).contains("name", "description", "body");
        var asked = list(form.get("body")).filter(element -> !"markdown".equals(element.get("type")));
        assertThat(asked.map(element -> (Object) element.get("id")))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    private static Stream<Map<?, ?>> steps() throws IOException {
        var jobs = (Map<?, ?>) map(WORKFLOW).get("jobs");
        return jobs.values().stream().flatMap(job -> list(((Map<?, ?>) job).get("steps")));
    }

    private static Stream<Map<?, ?>> list(Object value) {
        return ((List<?>) value).stream().map(element -> (Map<?, ?>) element);
    }

    private static Map<?, ?> map(Path file) throws IOException {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }
}
