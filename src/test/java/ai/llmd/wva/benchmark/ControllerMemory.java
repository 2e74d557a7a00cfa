package ai.llmd.wva.benchmark;

import ai.llmd.wva.declaration.Resources;
import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.fixture.TestDeployments;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Prints what a controller's process takes for a number of variants, each with a Deployment of one pod, on a real API
 * server: resident memory, and the heap that survives a full collection. Nothing is measured of the variants' load.
 *
 * <p>Arguments: variants, MiB of the container, seconds to wait. The flags are those of the Dockerfile.
 */
public final class ControllerMemory {
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:MaxRAMPercentage=40",
            "-XX:InitialRAMPercentage=6",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=25",
            "-XX:MaxDirectMemorySize=32m",
            "-Xss512k",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError");

    private ControllerMemory() {}

    public static void main(String[] arguments) throws Exception {
        int variants = Integer.parseInt(arguments[0]);
        var plane = ControlPlane.shared();
        plane.apply(Manifests.kustomization("deploy/crd"));
        var namespace = plane.createNamespace("memory");
        IntStream.range(0, variants).parallel().forEach(i -> create(plane, namespace, "v" + i));
        var controller = start(plane, arguments[1]);
        try {
            if (controller.waitFor(Long.parseLong(arguments[2]), TimeUnit.SECONDS)) {
                System.out.println(variants + " variants: ended with exit code " + controller.exitValue());
                return;
            }
            System.out.println(variants + " variants, pods " + pods(plane, namespace) + ": " + resident(controller));
            System.out.println(jcmd(controller, "GC.class_histogram"));
            System.out.println(jcmd(controller, "GC.heap_info"));
        } finally {
            controller.destroyForcibly().waitFor();
        }
        System.exit(0);
    }

    private static Process start(ControlPlane plane, String mebibytes) throws IOException {
        var configuration = Files.writeString(plane.folder().resolve("wva.json"), """
                {"settings": {"interval": "10s"}, "leaderElection": {"enabled": false},
                 "https": {"port": 0, "certPath": "", "keyPath": ""}, "probes": {"port": 0}}
                """);
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(FLAGS);
        command.addAll(List.of(
                "-XX:MaxRAM=" + mebibytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                "ai.llmd.wva.cli.Main",
                "controller",
                "--config",
                configuration.toString()));
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(new File("target/memory.log"));
        builder.environment()
                .putAll(Map.of("KUBECONFIG", plane.adminKubeconfig().toString(), "MALLOC_ARENA_MAX", "2"));
        return builder.start();
    }

    private static void create(ControlPlane plane, String namespace, String name) {
        plane.admin().resource(TestDeployments.named(namespace, name, 1)).create();
        plane.admin()
                .resource(Resources.resource(Resources.YAML
                        .replace("name: vllme", "name: " + name)
                        .replace("namespace: llm", "namespace: " + namespace)
                        .replace("  uid: u-1\n", "")))
                .create();
    }

    private static int pods(ControlPlane plane, String namespace) {
        return plane.admin().pods().inNamespace(namespace).list().getItems().size();
    }

    private static String resident(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
                .toList()
                .toString();
    }

    private static String jcmd(Process process, String command) throws IOException {
        var jcmd = new ProcessBuilder("jcmd", Long.toString(process.pid()), command).start();
        try (var lines = jcmd.inputReader()) {
            return lines.lines()
                    .filter(line -> !line.matches(" *([4-9]|\\d{2,}):.*"))
                    .toList()
                    .toString();
        }
    }
}
