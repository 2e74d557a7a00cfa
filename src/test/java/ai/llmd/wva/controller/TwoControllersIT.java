package ai.llmd.wva.controller;

import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.fixture.TestDeployments;
import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.VariantId;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two controllers, each with a namespace and a Lease of its own, that see the same resource. Only load is made up. */
class TwoControllersIT {
    private static final String NAME = "vllme-deployment";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ControlPlane plane = ControlPlane.shared();
    private final String namespace = plane.createNamespace("shared");
    private final Side a = new Side("wva-a", "");
    private Side b = new Side("wva-b", "");
    private double largestSum;

    /** A load for which each controller alone would have two replicas. */
    private static final class Load implements MetricsSource {
        @Override
        public Future<SortedMap<VariantId, Measurement>> measure(Fleet fleet, Instant now) {
            var all = new TreeMap<VariantId, Measurement>();
            fleet.variants().keySet().forEach(id -> all.put(id, measured(load(40, 178))));
            return Future.succeededFuture(all);
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }

    /** A controller in this process; never more than one at a time. */
    private final class Side implements AutoCloseable {
        private final String system;
        private final String instance;
        private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        private Vertx vertx;
        private KubernetesClients clients;
        private Controller controller;

        Side(String prefix, String instance) {
            this.system = plane.createNamespace(prefix);
            this.instance = instance;
            plane.apply(Manifests.kustomization("deploy/default")
                    .only(object -> "ConfigMap".equals(object.path("kind").asString()))
                    .inNamespace(system));
        }

        private KubernetesClient client() {
            return new KubernetesClientBuilder().withConfig(plane.adminConfig()).build();
        }

        void start() throws Exception {
            vertx = Vertx.vertx();
            clients = new KubernetesClients(client(), client());
            var configuration = """
                {"controller": {"watchNamespaces": ["%s"]},
                 "https": {"host": "127.0.0.1", "port": 0},
                 "probes": {"host": "127.0.0.1", "port": 0},
                 "leaderElection": {"leaseDuration": "6s", "renewDeadline": "4s", "retryPeriod": "1s",
                                    "exportDelay": "2s"}}
                """.formatted(namespace);
            var environment =
                    new HashMap<>(Map.of("POD_NAMESPACE", system, "POD_NAME", "pod", "GLOBAL_OPT_INTERVAL", "1s"));
            if (!instance.isEmpty()) {
                environment.put("CONTROLLER_INSTANCE", instance);
            }
            controller = Futures.await(new ControllerBuilder(vertx, Configurations.of(configuration), clients, registry)
                    .environment(environment)
                    .metrics(Load::new)
                    .start());
        }

        double shown() {
            return registry.find("inferno_desired_replicas").gauges().stream()
                    .mapToDouble(Gauge::value)
                    .sum();
        }

        boolean holdsBackFor(Side other) {
            return registry.find("wva_variant_held_back")
                            .tag("controller", other.system + "/workload-variant-autoscaler")
                            .gauge()
                    != null;
        }

        @Override
        public void close() {
            if (controller != null) {
                controller.stop().toCompletionStage().toCompletableFuture().join();
                clients.close();
                vertx.close().toCompletionStage().toCompletableFuture().join();
                controller = null;
            }
        }
    }

    @BeforeEach
    void define() {
        plane.apply(Manifests.kustomization("deploy/crd"));
        plane.admin().resource(TestDeployments.named(namespace, NAME, 1)).create();
        plane.apply(Manifests.file("deploy/examples/vllm-emulator/vllme-setup/vllme-variantautoscaling.yaml")
                .inNamespace(namespace));
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
    }

    private Resource<VariantAutoscaling> resource() {
        return plane.admin()
                .resources(VariantAutoscaling.class)
                .inNamespace(namespace)
                .withName(NAME);
    }

    /** Looks at what an autoscaler would add up while it waits. */
    private void until(Callable<Boolean> condition) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> {
            largestSum = Math.max(largestSum, a.shown() + b.shown());
            return condition.call();
        });
    }

    private String holder() {
        var status = resource().get().getStatus();
        return status == null || status.controller() == null
                ? ""
                : status.controller().namespace();
    }

    private boolean conflictIsTold() {
        var status = resource().get().getStatus();
        return status != null && status.condition("ControllerConflict").isPresent();
    }

    private boolean eventIsTold() {
        return plane.admin().events().v1().events().inNamespace(namespace).list().getItems().stream()
                .anyMatch(event -> "ControllerConflict".equals(event.getReason())
                        && event.getNote().startsWith("controller " + a.system));
    }

    @Test
    void theSecondHoldsBackTellsItAndTakesOverOnceTheFirstLetsGo() throws Exception {
        a.start();
        until(() -> a.shown() == 2);
        b.start();
        until(() -> b.holdsBackFor(a) && conflictIsTold() && eventIsTold());
        assertThat(holder()).isEqualTo(a.system);
        assertThat(b.shown()).isZero();

        a.close();
        // what an owner does who does not want to wait until the claim is old
        plane.send(
                "PATCH",
                "/apis/llmd.ai/v1alpha1/namespaces/" + namespace + "/variantautoscalings/" + NAME + "/status",
                "application/json-patch+json",
                "[{\"op\":\"remove\",\"path\":\"/status/controller\"}]");
        until(() -> b.shown() == 2 && !b.holdsBackFor(a) && holder().equals(b.system));

        a.start();
        until(() -> a.holdsBackFor(b));
        assertThat(largestSum).isEqualTo(2);
    }

    @Test
    void twoThatStartTogetherAgree() throws Exception {
        a.start();
        b.start();
        until(() -> a.shown() + b.shown() == 2 && (a.holdsBackFor(b) || b.holdsBackFor(a)) && conflictIsTold());
        assertThat(largestSum).isEqualTo(2);
        assertThat(holder()).isEqualTo(a.shown() > 0 ? a.system : b.system);
    }

    @Test
    void theOneThatTheLabelNamesGetsIt() throws Exception {
        resource().edit(one -> {
            one.getMetadata().getLabels().put(VariantAutoscaling.INSTANCE_LABEL, "blue");
            return one;
        });
        a.start();
        until(() -> a.shown() == 2);
        b = new Side("wva-blue", "blue");
        b.start();
        until(() -> b.shown() == 2 && a.holdsBackFor(b) && conflictIsTold());
        assertThat(largestSum).isEqualTo(2);
    }
}
