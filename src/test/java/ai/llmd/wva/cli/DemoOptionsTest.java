package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.demo.DemoSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoOptionsTest {
    @TempDir
    Path folder;

    private static DemoSettings settings(String... flags) {
        return CommandLine.populateCommand(new DemoOptions(), flags).toSettings();
    }

    private String scenario(String text) throws Exception {
        return Files.writeString(folder.resolve("mine.yaml"), text).toString();
    }

    @Test
    void withoutFlagsItIsAnHourInThreeMinutes() {
        var settings = settings();

        assertThat(settings.workload().name()).isEqualTo("demo");
        assertThat(settings.workload().durationSeconds()).isEqualTo(3600);
        assertThat(settings.workload().variants()).hasSize(3);
        assertThat(settings.speed()).isEqualTo(20);
        assertThat(settings.port()).isEqualTo(8082);
        assertThat(settings.seed()).isEqualTo(1);
        assertThat(settings.keep()).isFalse();
    }

    @Test
    void everyFlagCounts() throws Exception {
        var file =
                scenario("models: [{inputTokens: 10, outputTokens: 5, stages: [{seconds: 9, requestsPerSecond: 1}]}]");
        var settings = settings("--scenario", file, "--speed", "4", "--port", "0", "--seed", "7", "--keep");

        assertThat(settings.workload().name()).isEqualTo("mine");
        assertThat(settings.speed()).isEqualTo(4);
        assertThat(settings.port()).isZero();
        assertThat(settings.seed()).isEqualTo(7);
        assertThat(settings.keep()).isTrue();
    }

    @Test
    void aShapeOfTheSimulatorIsAScenarioToo() {
        assertThat(settings("--scenario", "staged-ramp").workload().name()).isEqualTo("staged-ramp");
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        assertThatThrownBy(() -> settings("--scenario", "no-such", "--speed", "99", "--seed", "-1", "--port", "x"))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("no-such", "--speed: must be 1 to 60", "--seed", "--port");
    }

    @Test
    void whatIsWrongInAScenarioIsToldWithItsLine() throws Exception {
        var file = scenario("models:\n- {inputTokens: 10, outputTokens: 5, stages: [{seconds: -9}]}\n");

        assertThatThrownBy(() -> settings("--scenario", file))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("mine.yaml:2: seconds must be above 0");
    }

    @Test
    void aModelThatNobodyWouldWakeIsRefused() {
        assertThatThrownBy(() -> settings("--scenario", "on-off-to-zero"))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("--scenario", "no replica at all", "minReplicas 1");
    }

    @Test
    void aScenarioThatKubernetesCannotHoldIsRefused() throws Exception {
        var file = scenario("""
            models: [{inputTokens: 10, outputTokens: 5, stages: [{seconds: 9, requestsPerSecond: 1}]}]
            variants: [{name: Big One}]
            """);

        assertThatThrownBy(() -> settings("--scenario", file))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("--scenario", "\"Big One\"");
    }
}
