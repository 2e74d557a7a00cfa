package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.fixture.PrometheusOptions;
import ai.llmd.wva.fixture.PrometheusServer;
import ai.llmd.wva.fixture.PrometheusTargets.Scheme;
import ai.llmd.wva.fixture.ScrapeTarget;
import ai.llmd.wva.fixture.TestDeployments;
import ai.llmd.wva.fixture.TextServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a real Prometheus, with and without a real API server. */
class DoctorCommandIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long START_NANOS = System.nanoTime();

    @TempDir
    private static Path folder;

    private static PrometheusServer prometheus;
    private static TextServer vllm;
    private static TextServer renamed;
    private static Path config;

    @BeforeAll
    static void start() throws IOException {
        config = Files.writeString(folder.resolve("wva.json"), """
            {"collector": {"rateWindow": "5s", "staleAfter": "20s", "allowPlainHttp": true}}
            """);
        vllm = TextServer.start("127.0.0.1", 0, () -> page("vllm:"));
        renamed = TextServer.start("127.0.0.1", 0, () -> page("kserve_vllm:"));
        prometheus = PrometheusServer.start(PrometheusOptions.http(Duration.ofSeconds(1)));
        prometheus
                .targets()
                .put(
                        Scheme.PLAIN,
                        "vllm",
                        List.of(
                                target(vllm, "healthy", "pod-0"),
                                target(vllm, "healthy", "pod-1"),
                                target(renamed, "renamed", "pod-2")));
        awaitSamples("pod=\"pod-0\"");
    }

    @AfterAll
    static void stop() {
        Stream.of(prometheus, vllm, renamed).filter(one -> one != null).forEach(DoctorCommandIT::close);
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ten requests a second. */
    private static String page(String prefix) {
        long finished = (System.nanoTime() - START_NANOS) / 100_000_000;
        var labels = "{model_name=\"m\"} ";
        return prefix + "num_requests_running" + labels + "2\n"
                + prefix + "num_requests_waiting" + labels + "0\n"
                + prefix + "request_success_total" + labels + finished + "\n"
                + prefix + "time_to_first_token_seconds_sum" + labels + finished * 0.1 + "\n"
                + prefix + "time_to_first_token_seconds_count" + labels + finished + "\n"
                + prefix + "request_prompt_tokens_sum" + labels + finished * 20 + "\n"
                + prefix + "request_prompt_tokens_count" + labels + finished + "\n"
                + prefix + "request_generation_tokens_sum" + labels + finished * 100 + "\n"
                + prefix + "request_generation_tokens_count" + labels + finished + "\n";
    }

    private static ScrapeTarget target(TextServer server, String namespace, String pod) {
        return new ScrapeTarget("127.0.0.1:" + server.port(), Map.of("namespace", namespace, "pod", pod));
    }

    private static CommandRun doctor(String... more) {
        var arguments = Stream.concat(
                Stream.of("doctor", "--prometheus", prometheus.url().toString(), "--config", config.toString()),
                Stream.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void withoutAClusterItLooksAtTheModelsOfANamespace() {
        var run = doctor("--no-cluster", "--namespace", "healthy");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines().toList().get(1).split(" {2,}"))
                .startsWith("healthy/m", "m", "2/2")
                .contains("20", "100", "4", "1s", "vLLM");
        assertThat(run.out()).as("nothing is known of a cluster").doesNotContain("autoscaler:");
        assertThat(run.out()).contains("no series of: time between tokens", "1 of 1 variant could be measured");
    }

    @Test
    void anotherPrefixIsFoundAndTheSettingNamed() {
        var run = doctor("--no-cluster", "--namespace", "renamed");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "not measured: no series vllm:num_requests_running of model m in namespace renamed",
                        "found kserve_vllm:num_requests_running with model_name m: set collector.metricPrefix to"
                                + " kserve_vllm:",
                        "0 of 1 variant could be measured");
    }

    @Test
    void aNamespaceWithoutSeriesIsNotMeasured() {
        var run = doctor("--no-cluster", "--namespace", "nowhere");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("0/1", "not measured: no series", "ServiceMonitor");
    }

    @Test
    void variantsOfAClusterAreMeasuredAsTheControllerDoes() throws IOException {
        var plane = ControlPlane.shared();
        plane.apply(Manifests.kustomization("deploy/crd"));
        var namespace = plane.createNamespace("doctor");
        declare(plane, namespace, "lost");
        declare(plane, namespace, "served");
        plane.admin().resource(TestDeployments.named(namespace, "served", 1)).create();
        var pods = plane.admin().pods().inNamespace(namespace);
        var pod = await().atMost(LIMIT)
                .until(() -> pods.list().getItems(), list -> list.size() == 1)
                .get(0);
        plane.admin().resource(ready(pod)).updateStatus();
        prometheus
                .targets()
                .put(
                        Scheme.PLAIN,
                        "served",
                        List.of(target(vllm, namespace, pod.getMetadata().getName())));
        awaitSamples("namespace=\"" + namespace + "\"");

        var run = doctor(
                "--namespace",
                namespace,
                "--kubeconfig",
                plane.adminKubeconfig().toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out().lines().toList().get(1).split(" {2,}")).startsWith(namespace + "/lost", "m", "0/0", "-");
        assertThat(run.out().lines().toList().get(2).split(" {2,}"))
                .startsWith(namespace + "/served", "m", "1/1")
                .contains("20", "100", "1s", "vLLM");
        assertThat(run.out())
                .contains(
                        "the cluster\n  external metrics: ",
                        "  not measured: ",
                        "Deployment lost",
                        "  autoscaler: no HorizontalPodAutoscaler acts on Deployment served",
                        "1 of 2 variants could be measured");
    }

    private static void declare(ControlPlane plane, String namespace, String name) throws IOException {
        var file = Files.writeString(folder.resolve(name + ".yaml"), """
            apiVersion: llmd.ai/v1alpha1
            kind: VariantAutoscaling
            metadata:
              name: %s
              namespace: %s
            spec:
              modelID: m
              modelProfile:
                accelerators:
                  - {acc: A100, accCount: 1, maxBatchSize: 4, alpha: "20.58", beta: "0.41"}
            """.formatted(name, namespace));
        plane.apply(Manifests.file(file.toString()));
    }

    private static Pod ready(Pod pod) {
        return new PodBuilder(pod)
                .editOrNewStatus()
                .withPhase("Running")
                .withConditions(new PodConditionBuilder()
                        .withType("Ready")
                        .withStatus("True")
                        .withLastTransitionTime(Instant.now()
                                .minusSeconds(600)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())
                        .build())
                .endStatus()
                .build();
    }

    private static void awaitSamples(String labels) {
        await().atMost(LIMIT)
                .until(() -> prometheus
                        .value("count_over_time(vllm:num_requests_running{" + labels + "}[1m]) > 8")
                        .isPresent());
    }
}
