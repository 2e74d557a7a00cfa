package ai.llmd.wva.scenario;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of the built jar, run as its user runs it. */
final class WvaProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private WvaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** The jar, run by the Java of this test. */
    static List<String> jar() {
        var jar = System.getProperty("wva.jar", "target/wva.jar");
        if (!Files.isRegularFile(Path.of(jar))) {
            throw new IllegalStateException(jar + " is not built: run mvn package first");
        }
        return List.of(java(), "-XX:+UseSerialGC", "-Xmx128m", "-jar", jar);
    }

    /** Starts a program that takes WVA's arguments; what it prints goes to a file of that name in the folder. */
    static WvaProcess start(
            List<String> program, Path folder, String name, Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        var log = folder.resolve(name + ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new WvaProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGTERM and waits; the exit code. */
    int stop(long limitSeconds) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running " + limitSeconds + " s after SIGTERM; it printed:\n" + printed());
        }
        return process.exitValue();
    }

    String printed() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
