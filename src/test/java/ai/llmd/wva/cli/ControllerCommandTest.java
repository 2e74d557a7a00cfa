package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllerCommandTest {
    private static final Path PROJECT = Path.of(System.getProperty("wva.basedir", ""));

    @TempDir
    Path folder;

    @Test
    void helpExplainsTheCommandAndItsOptions() {
        var run = CommandRun.of("controller", "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: wva controller").contains("--config=FILE", "--check", "KUBECONFIG");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void versionIsPrinted() {
        var run = CommandRun.of("controller", "--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("wva \\d+\\.\\d+.*\\s+");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithItsPath() throws Exception {
        var run = CommandRun.of("controller", "--config", file("""
            {
              "collector": {"rateWindow": "5x", "pollSize": 4, "breakerFailures": 0},
              "settings": {"logLevel": "loud", "prometheus": {"baseUrl": "ftp://prometheus"}},
              "leaderElection": {"renewDeadline": "20s"},
              "https": {"port": "8443"},
              "speed": 9
            }
            """));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        var lines = run.err().lines().toList();
        assertThat(lines.subList(0, lines.size() - 1))
                .allSatisfy(line -> assertThat(line).startsWith("wva controller: broken.json: "));
        assertThat(run.err())
                .contains(
                        "broken.json: collector.rateWindow: \"5x\" is not a duration",
                        "broken.json: collector.pollSize: unknown key; did you mean collector.poolSize?",
                        "broken.json: collector.breakerFailures: ",
                        "broken.json: settings.logLevel: ",
                        "broken.json: settings.prometheus.baseUrl: ",
                        "broken.json: leaderElection.renewDeadline: must be shorter",
                        "broken.json: https.port: ",
                        "broken.json: speed: unknown key")
                .doesNotContain("\tat ");
        assertThat(lines).last().asString().startsWith("Try 'wva controller --help'");
    }

    @Test
    void whatIsNotJsonIsToldWithLineAndColumn() throws Exception {
        var run = CommandRun.of("controller", "--config", file("{\n  \"https\": {port: 1}\n}\n"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("broken.json: ", "line 2", "column ").doesNotContain("\tat ");
    }

    @Test
    void aFileThatIsNotThereIsAUsageError() {
        var missing = folder.resolve("missing.json").toString();

        var run = CommandRun.of("controller", "--config", missing);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        "wva controller: " + missing + ": there is no such file",
                        "Try 'wva controller --help' for what can be given.");
    }

    @Test
    void checkOnlyChecks() throws Exception {
        var good = CommandRun.of(
                "controller",
                "--check",
                "--config",
                PROJECT.resolve("conf/wva.json").toString());
        var bad = CommandRun.of("controller", "--check", "--config", file("{\"speed\": 9}"));

        assertThat(good.exitCode()).isZero();
        assertThat(good.err()).isEmpty();
        assertThat(bad.exitCode()).isEqualTo(2);
    }

    @Test
    void checkPrintsWhatIsInForceAndWhereItComesFrom() {
        var command = Main.commandLine();
        command.addSubcommand("check", new ControllerCommand(Map.of("LOG_LEVEL", "debug", "POD_NAMESPACE", "wva")));

        var run = CommandRun.of(command, "check", "--check");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", "  ")))
                .startsWith("KEY  FROM  VALUE")
                .contains(
                        "collector.rateWindow  default  1m", "settings.logLevel  environment variable LOG_LEVEL  debug")
                .last()
                .asString()
                .startsWith("While it runs, ConfigMap wva/workload-variant-autoscaler-variantautoscaling-config");
    }

    @Test
    void checkRefusesAnEnvironmentThatCannotBeRead() {
        var command = Main.commandLine();
        command.addSubcommand("check", new ControllerCommand(Map.of("GLOBAL_OPT_INTERVAL", "soon")));

        var run = CommandRun.of(command, "check", "--check");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("environment variable GLOBAL_OPT_INTERVAL: \"soon\" is not a duration");
    }

    private String file(String json) throws IOException {
        return Files.writeString(folder.resolve("broken.json"), json).toString();
    }
}
