package ai.llmd.wva.benchmark;

import ai.llmd.wva.declaration.Resources;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.fixture.PodRunner;
import ai.llmd.wva.fixture.TestDeployments;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Prints what a controller's process takes for a number of variants, each with a Deployment of one pod, on a real API
 * server: resident memory, and the heap that survives a full collection. All pods are ready and loaded, so that every
 * variant is sized in every cycle.
 *
 * <p>Arguments: seconds to wait, then pairs such as {@code 1000:384} in ascending order: variants, and the MiB of the
 * container. The flags are those of the image.
 */
public final class ControllerMemory {
    /** The flags of the image: src/main/docker/jvm.options, without its log. */
    static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:MaxRAMPercentage=40",
            "-XX:InitialRAMPercentage=6",
            "-XX:MinHeapFreeRatio=5",
            "-XX:MaxHeapFreeRatio=15",
            "-XX:NewRatio=4",
            "-XX:SoftRefLRUPolicyMSPerMB=50",
            "-XX:MaxDirectMemorySize=32m",
            "-Xss512k",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError");

    /** So many models in each namespace, each served by one variant. */
    private static final int MODELS = 100;

    private static final int INTERVAL_SECONDS = 10;
    private static final Duration POPULATED_WITHIN = Duration.ofMinutes(20);

    private ControllerMemory() {}

    public static void main(String[] arguments) throws Exception {
        var trials = Arrays.stream(arguments).skip(1).map(MemoryTrial::of).toList();
        var plane = ControlPlane.shared();
        plane.apply(Manifests.kustomization("deploy/crd"));
        var configuration = plane.createNamespace("memory");
        declare(plane, configuration);
        try (var load = new SteadyLoad()) {
            int there = 0;
            for (var trial : trials) {
                populate(plane, load, there, trial.variants());
                there = trial.variants();
                var controller = start(plane, load, configuration, trial.mebibytes());
                measure(plane, controller, trial.variants(), Integer.parseInt(arguments[0]));
            }
        }
        System.exit(0);
    }

    /** So many variants, multiples of {@link #MODELS}, and the memory limit of the container. */
    private record MemoryTrial(int variants, int mebibytes) {
        static MemoryTrial of(String argument) {
            var parts = argument.split(":", 2);
            return new MemoryTrial(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }
    }

    private static void measure(ControlPlane plane, Process controller, int variants, int forSeconds) throws Exception {
        try {
            for (int seconds = forSeconds; seconds > 0; seconds -= INTERVAL_SECONDS) {
                if (controller.waitFor(INTERVAL_SECONDS, TimeUnit.SECONDS)) {
                    System.out.println(variants + " variants: ended with exit code " + controller.exitValue());
                    return;
                }
                System.out.println(resident(controller));
            }
            System.out.println(variants + " variants, sized " + sized(plane) + ": " + resident(controller));
            System.out.println(jcmd(controller, "GC.heap_info"));
            System.out.println(jcmd(controller, "GC.class_histogram"));
            System.out.println(jcmd(controller, "GC.heap_info"));
        } finally {
            controller.destroyForcibly().waitFor();
        }
    }

    private static void declare(ControlPlane plane, String namespace) {
        var classes = IntStream.range(0, MODELS)
                .mapToObj(i -> "  - model: m" + i + "\n    slo-tpot: 24\n    slo-ttft: 500\n")
                .collect(Collectors.joining("", "name: Premium\npriority: 1\ndata:\n", ""));
        configMap(plane, namespace, "service-classes-config", Map.of("premium.yaml", classes));
        var cost = "{\"device\": \"A100\", \"cost\": \"40\"}";
        configMap(plane, namespace, "accelerator-unit-costs", Map.of("A100", cost));
    }

    private static void configMap(ControlPlane plane, String namespace, String name, Map<String, String> data) {
        plane.admin()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withData(data)
                        .build())
                .create();
    }

    /** Adds variants, in namespaces of their own; returns when the pod of each is ready. */
    private static void populate(ControlPlane plane, SteadyLoad load, int from, int to) {
        var ready = new AtomicInteger(from);
        var namespaces = IntStream.range(0, (to - from + MODELS - 1) / MODELS)
                .mapToObj(i -> plane.createNamespace("models"))
                .toList();
        namespaces.forEach(namespace -> PodRunner.start(plane, namespace, (pod, address) -> {
            load.add(
                    namespace,
                    pod.getMetadata().getName(),
                    pod.getMetadata().getLabels().get("app"));
            ready.incrementAndGet();
            return () -> {};
        }));
        IntStream.range(0, to - from)
                .parallel()
                .forEach(i -> create(plane, namespaces.get(i / MODELS), "m" + i % MODELS));
        Awaitility.await().atMost(POPULATED_WITHIN).until(() -> ready.get() == to);
    }

    private static Process start(ControlPlane plane, SteadyLoad load, String namespace, int mebibytes)
            throws IOException {
        var configuration = Files.writeString(
                plane.folder().resolve("wva.json"), """
                    {"settings": {"interval": "%ds", "prometheus": {"baseUrl": "%s"}},
                     "collector": {"allowPlainHttp": true}, "controller": {"namespace": "%s"},
                     "leaderElection": {"enabled": false},
                     "https": {"port": 0, "certPath": "", "keyPath": ""}, "probes": {"port": 0}, "page": {"port": 0}}
                    """.formatted(INTERVAL_SECONDS, load.url(), namespace));
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
                        .replace("modelID: default/default", "modelID: " + name)
                        .replace("  uid: u-1\n", "")))
                .create();
    }

    /** Variants whose status says how many replicas the measured load needs. */
    private static long sized(ControlPlane plane) {
        return plane.admin().resources(VariantAutoscaling.class).inAnyNamespace().list().getItems().stream()
                .filter(one -> one.getStatus() != null
                        && one.getStatus().decision() != null
                        && one.getStatus().decision().reason().contains("requests/min"))
                .count();
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
