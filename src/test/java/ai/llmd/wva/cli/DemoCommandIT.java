package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DemoCommandIT {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String scenario(String text) throws IOException {
        return Files.writeString(folder.resolve("mine.yaml"), text).toString();
    }

    @Test
    void aTakenPortIsNamedWithTheOption() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());

            assertThat(run("demo", "--port", port)).isEqualTo(ExitCode.FAILURE);
            assertThat(err.toString()).contains("port " + port + " is taken", "--port 0");
        }
    }

    @Test
    void missedTargetsAreAFailureWithItsReason() throws Exception {
        var file = scenario("""
            models:
            - {inputTokens: 4000, outputTokens: 1000, stages: [{seconds: 300, requestsPerSecond: 8}]}
            variants:
            - {name: small, maxReplicas: 1}
            """);

        assertThat(run("demo", "--port", "0", "--speed", "60", "--scenario", file))
                .isEqualTo(ExitCode.FAILURE);
        assertThat(out.toString())
                .contains("FAILED: ", "% of the requests were served within their targets", "simulated")
                .doesNotContain("\u001b");
    }

    @Test
    void aWrongSpeedIsWrongUsage() {
        assertThat(run("demo", "--speed", "100")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--speed: must be 1 to 60, not 100");
    }
}
