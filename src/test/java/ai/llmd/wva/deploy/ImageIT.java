package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.ImageBuild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the Dockerfile after the jar, done here without Docker, and the image that they would make. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageIT {
    private Path folder;

    private ImageBuild.Stage image;

    /** What a run of the image printed. */
    private record Run(int exit, String out, String err) {}

    @BeforeAll
    void build(@TempDir Path temporary) throws Exception {
        folder = temporary;
        image = ImageBuild.ofJar(folder);
    }

    private Run run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var out = Files.createTempFile(folder, "out", ".txt");
        var err = Files.createTempFile(folder, "err", ".txt");
        var builder = new ProcessBuilder(image.command(arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        ImageBuild.prepare(builder, image.environment());
        builder.environment().putAll(environment);
        var process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Run(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void startsFromTheCache() throws Exception {
        var must = Runtime.version().feature() >= 25 ? "-XX:AOTMode=on" : "-Xshare:on";
        assertThat(run(Map.of("WVA_JAVA_OPTS", must + " -Xlog:class+load=info:stdout"), "controller", "--check"))
                .satisfies(run -> assertThat(run.err()).isEmpty())
                .satisfies(run -> assertThat(run.exit()).isZero())
                .satisfies(run -> assertThat(shareFromCache(run.out())).isGreaterThan(0.9));
    }

    /** Of our classes that were loaded; the JVM leaves a few out of any cache. */
    private static double shareFromCache(String loaded) {
        var ours = loaded.lines().filter(line -> line.contains("ai.llmd.wva.")).toList();
        var cached = ours.stream()
                .filter(line -> line.contains("shared objects file"))
                .count();
        return (double) cached / ours.size();
    }

    @Test
    void knowsTheClassesOfARunningController() throws Exception {
        var scenario = Files.writeString(folder.resolve("scenario.yaml"), """
            models:
            - name: chat
              inputTokens: 500
              outputTokens: 100
              stages:
              - {seconds: 300, requestsPerSecond: 1}
            variants:
            - {name: chat-h100, model: chat}
            """);
        var loaded = "-Xlog:class+load=info:stdout";
        var run = run(
                Map.of("WVA_JAVA_OPTS", loaded),
                "demo",
                "--speed",
                "60",
                "--port",
                "0",
                "--scenario",
                scenario.toString());
        assertThat(run.out())
                .contains("Live page: ")
                .containsPattern("ai.llmd.wva.verticle.OptimizerVerticle source: shared objects file")
                .containsPattern("io.vertx.core.http.impl.http1.*source: shared objects file");
    }

    @Test
    void optionsFromTheEnvironmentWin() throws Exception {
        var flags = "-XX:+PrintFlagsFinal";
        var plain = run(Map.of("WVA_JAVA_OPTS", flags), "--version");
        assertThat(plain.out()).containsPattern("TieredStopAtLevel *= 1 ").containsPattern("MaxRAMPercentage *= 40.0");
        assertThat(plain.err()).isEmpty();

        var changed = run(
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-XX:TieredStopAtLevel=4",
                        "WVA_JAVA_OPTS",
                        flags + " -XX:MaxRAMPercentage=50"),
                "--version");
        assertThat(changed.out())
                .containsPattern("TieredStopAtLevel *= 4 ")
                .containsPattern("MaxRAMPercentage *= 50.0");
        assertThat(changed.err()).isEmpty();
    }

    @Test
    void printsNothingOfItsOwnAndHandsOverTheExitCode() throws Exception {
        assertThat(run(Map.of(), "--version").out()).matches("wva \\S+\n");
        assertThat(run(Map.of(), "no-such-command").exit()).isEqualTo(2);
    }

    @Test
    void isNotRootByANumber() {
        assertThat(image.instruction("USER")).matches("[1-9][0-9]*:[1-9][0-9]*");
        assertThat(image.root().resolve("licenses/LICENSE")).isNotEmptyFile();
    }
}
