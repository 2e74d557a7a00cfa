package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script {@code wva}, with stand-ins for Java and the jar. */
class LauncherTest {
    private static final Path SCRIPT =
            Path.of(System.getProperty("wva.basedir", "")).resolve("src/main/scripts/wva");

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path launcher;

    private record Ended(int exitCode, String out, String err) {}

    @BeforeEach
    void install() throws IOException {
        var bin = Files.createDirectory(folder.resolve("bin"));
        for (var tool : List.of("dirname", "readlink", "sed", "head")) {
            script(bin.resolve(tool), "exec " + tool(tool) + " \"$@\"");
        }
        environment.put("PATH", bin.toString());
        launcher =
                Files.copy(SCRIPT, Files.createDirectory(folder.resolve("app")).resolve("wva"));
        Files.writeString(launcher.resolveSibling("wva.jar"), "");
    }

    private static Path tool(String name) {
        return Stream.of("/usr/bin", "/bin")
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    /** Puts a Java there that tells its version, and otherwise prints what it is asked to run. */
    private Path java(String version, String home) throws IOException {
        var java = Files.createDirectories(folder.resolve(home)).resolve("java");
        script(java, """
            if [ "$1" = -version ]; then
                echo 'Picked up JAVA_TOOL_OPTIONS: -Da=b' >&2
                echo 'openjdk version "%s" 2026-10-20' >&2
            else
                for one in "$@"; do echo "[$one]"; done
                exit 3
            fi
            """.formatted(version));
        return java;
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Ended run(Path script, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        var err = folder.resolve("err");
        var builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(err));
    }

    @Test
    void itIsExecutable() {
        assertThat(Files.isExecutable(SCRIPT)).isTrue();
    }

    @Test
    void withoutAJavaItSaysWhatToInstall() throws Exception {
        var ended = run(launcher, "--version");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo("wva: there is no java in PATH: install Java 17 or newer, or set JAVA_HOME\n");
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_392", "11.0.2", "16"})
    void anOlderJavaIsRefusedByItsVersion(String version) throws Exception {
        var java = java(version, "bin");

        var ended = run(launcher, "--version");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo("wva: " + java + " is Java " + version + ": Java 17 or newer is needed, see JAVA_HOME\n");
    }

    @ParameterizedTest
    @CsvSource({"17.0.9", "21", "25-ea"})
    void theJarBesideItRunsWithItsArgumentsAndExitCode(String version) throws Exception {
        java(version, "bin");

        var ended = run(launcher, "optimize", "-f", "a file.json");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines())
                .containsExactly(
                        "[-jar]",
                        "[" + launcher.toRealPath().resolveSibling("wva.jar") + "]",
                        "[optimize]",
                        "[-f]",
                        "[a file.json]");
        assertThat(ended.exitCode()).isEqualTo(3);
    }

    @Test
    void javaHomeGoesBeforePathAndOptionsGoToJava() throws Exception {
        java("11", "bin");
        java("25", "jdk/bin");
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
        environment.put("JAVA_OPTS", "-Xmx1g -Da=b");

        assertThat(run(launcher).out().lines()).startsWith("[-Xmx1g]", "[-Da=b]", "[-jar]");
    }

    @Test
    void aJavaHomeWithoutJavaIsNamed() throws Exception {
        environment.put("JAVA_HOME", "/nowhere");

        assertThat(run(launcher).err()).startsWith("wva: JAVA_HOME is /nowhere, which has no bin/java");
    }

    @Test
    void aLinkToItFindsTheJarAllTheSame() throws Exception {
        java("17", "bin");
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("app/wva"));

        assertThat(run(link).out()).contains("/app/wva.jar]");
    }

    @Test
    void itRunsOutOfTheProject() throws Exception {
        java("17", "bin");
        var scripts = Files.createDirectories(folder.resolve("project/src/main/scripts"));
        var there = Files.copy(SCRIPT, scripts.resolve("wva"));

        assertThat(run(there).err())
                .startsWith("wva: there is no wva.jar beside ")
                .contains("mvn -q package");
        Files.writeString(
                Files.createDirectory(folder.resolve("project/target")).resolve("wva.jar"), "");
        assertThat(run(there).out()).contains("/target/wva.jar]");
    }

    @Test
    void anotherJarIsTakenWhereOneIsNamed() throws Exception {
        java("17", "bin");
        environment.put("WVA_JAR", "/nowhere/wva.jar");

        assertThat(run(launcher).err()).isEqualTo("wva: WVA_JAR is /nowhere/wva.jar, which is no file\n");
    }
}
