package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.ProgramVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The script {@code wva} with the Java that runs the tests and the jar that was built. */
class LauncherIT {
    @Test
    void theVersionIsThatOfTheJar() throws Exception {
        var project = Path.of(System.getProperty("wva.basedir", ""));
        var jar = Path.of(System.getProperty("wva.jar", "target/wva.jar")).toAbsolutePath();
        var builder = new ProcessBuilder(
                        project.resolve("src/main/scripts/wva").toAbsolutePath().toString(), "--version")
                .redirectErrorStream(true);
        builder.environment().put("WVA_JAR", jar.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));

        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(out).isZero();
        assertThat(out).endsWith("wva " + ProgramVersion.get() + System.lineSeparator());
    }
}
