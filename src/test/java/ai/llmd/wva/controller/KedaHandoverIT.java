package ai.llmd.wva.controller;

import static ai.llmd.wva.fixture.KedaMessages.get;
import static ai.llmd.wva.fixture.KedaMessages.metricsRequest;
import static ai.llmd.wva.fixture.KedaMessages.only;
import static ai.llmd.wva.fixture.KedaMessages.scaledObject;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.fixture.KedaClient;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.fixture.MonitoringStack;
import ai.llmd.wva.fixture.TestDeployments;
import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.VariantId;
import com.google.protobuf.DynamicMessage;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.grpc.InsecureChannelCredentials;
import io.grpc.StatusRuntimeException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What KEDA is told while one replica takes over from another: its connections stay with the replica that they reached.
 * Two controllers, a real API server, a gRPC client that is not ours; only the load
 * is made up.
 */
class KedaHandoverIT {
    private static final String SYSTEM = "workload-variant-autoscaler-system";
    private static final String LEASE = "keda-handover";
    private static final String NAME = "vllme-deployment";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final ControlPlane plane = ControlPlane.shared();
    private final String namespace = plane.createNamespace("keda-handover");
    private final DynamicMessage object = scaledObject(namespace, "scaler", Map.of("variant", NAME));
    private volatile double requestsPerMinute = 40;
    private Replica leader;

    private final class Load implements MetricsSource {
        @Override
        public Future<SortedMap<VariantId, Measurement>> measure(Fleet fleet, Instant now) {
            var all = new TreeMap<VariantId, Measurement>();
            fleet.variants().keySet().forEach(id -> all.put(id, measured(load(requestsPerMinute, 178))));
            return Future.succeededFuture(all);
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }

    /** A replica in this process, and KEDA's connection to it. */
    private final class Replica implements AutoCloseable {
        private final Vertx vertx = Vertx.vertx();
        private final KubernetesClients clients = new KubernetesClients(client(), client());
        private final Controller controller;
        private final KedaClient keda;

        Replica(String pod) throws Exception {
            int port = freePort();
            var configuration = """
                {"controller": {"watchNamespaces": ["%s"]},
                 "https": {"host": "127.0.0.1", "port": 0},
                 "probes": {"host": "127.0.0.1", "port": 0},
                 "keda": {"enabled": true, "host": "127.0.0.1", "port": %d, "tls": false},
                 "leaderElection": {"leaseName": "%s", "leaseDuration": "6s", "renewDeadline": "4s",
                                    "retryPeriod": "1s"}}
                """.formatted(namespace, port, LEASE);
            controller = Futures.await(new ControllerBuilder(
                            vertx,
                            Configurations.of(configuration),
                            clients,
                            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
                    .environment(Map.of("POD_NAMESPACE", SYSTEM, "POD_NAME", pod, "GLOBAL_OPT_INTERVAL", "1s"))
                    .metrics(Load::new)
                    .start());
            keda = new KedaClient(port, InsecureChannelCredentials.create());
        }

        /** The number of GetMetrics, or what went wrong. */
        String answers() {
            try {
                var metrics = keda.call("GetMetrics", metricsRequest(object, "desired-replicas"), "GetMetricsResponse");
                return get(only(metrics, "metricValues"), "metricValueFloat").toString();
            } catch (StatusRuntimeException refused) {
                return refused.getStatus().getCode() + " " + refused.getStatus().getDescription();
            }
        }

        @Override
        public void close() {
            keda.close();
            controller.stop().toCompletionStage().toCompletableFuture().join();
            clients.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private KubernetesClient client() {
        return new KubernetesClientBuilder().withConfig(plane.adminConfig()).build();
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @BeforeEach
    void start() throws Exception {
        plane.apply(MonitoringStack.manifests());
        plane.apply(Manifests.kustomization("deploy/default")
                .only(manifest -> !"Deployment".equals(manifest.path("kind").asString())));
        plane.admin().resource(TestDeployments.named(namespace, NAME, 1)).create();
        plane.apply(Manifests.file("deploy/examples/vllm-emulator/vllme-setup/vllme-variantautoscaling.yaml")
                .inNamespace(namespace));
        leader = new Replica("keda-a");
    }

    @AfterEach
    void stop() {
        if (leader != null) {
            leader.close();
        }
    }

    @Test
    void aConnectionToAStandbyIsToldTheSameBeforeWhileAndAfterItTakesOver() throws Exception {
        await().atMost(LIMIT).until(() -> "2.0".equals(leader.answers()));
        try (var standby = new Replica("keda-b")) {
            await().atMost(LIMIT).until(() -> "2.0".equals(standby.answers()));
            var former = leader;
            leader = null;
            var stopping = CompletableFuture.runAsync(former::close);
            var told = new TreeSet<String>();
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> {
                told.add(standby.answers());
                return stopping.isDone() && leads("keda-b");
            });
            stopping.join();
            long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> {
                told.add(standby.answers());
                return System.nanoTime() > end;
            });
            assertThat(told).as("never twice as many, and never nothing").containsExactly("2.0");

            requestsPerMinute = 10;
            await().atMost(LIMIT).until(() -> "1.0".equals(standby.answers()));
        }
    }

    @Test
    void oneThatLosesTheApiServerAndOneThatTakesOverTellTheSame() throws Exception {
        await().atMost(LIMIT).until(() -> "2.0".equals(leader.answers()));
        try (var standby = new Replica("keda-b")) {
            await().atMost(LIMIT).until(() -> "2.0".equals(standby.answers()));
            leader.clients.close();
            var told = new TreeSet<String>();
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> {
                told.add(leader.answers());
                told.add(standby.answers());
                return leads("keda-b");
            });
            told.add(leader.answers());
            assertThat(told).as("the lost one tells the last number").containsExactly("2.0");
        }
    }

    @Test
    void bothTellTheSameWhileTheNumberChanges() throws Exception {
        await().atMost(LIMIT).until(() -> "2.0".equals(leader.answers()));
        try (var standby = new Replica("keda-b")) {
            await().atMost(LIMIT).until(() -> "2.0".equals(standby.answers()));
            requestsPerMinute = 90;
            var told = new TreeSet<String>();
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> {
                told.add(standby.answers());
                return "4.0".equals(leader.answers()) && "4.0".equals(standby.answers());
            });
            assertThat(told).as("no number but the old and the new").isSubsetOf("2.0", "4.0");
        }
    }

    private boolean leads(String pod) {
        return pod.equals(plane.admin()
                .leases()
                .inNamespace(SYSTEM)
                .withName(LEASE)
                .require()
                .getSpec()
                .getHolderIdentity());
    }
}
