package ai.llmd.wva.controller;

import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.fixture.AggregatedApi;
import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.fixture.LocalHttp;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.fixture.MonitoringStack;
import ai.llmd.wva.fixture.PodRunner;
import ai.llmd.wva.fixture.TestDeployments;
import ai.llmd.wva.kubernetes.ExternalApi;
import ai.llmd.wva.kubernetes.ExternalReading;
import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.ResourceIdentity;
import ai.llmd.wva.model.VariantId;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * External metrics without an adapter: a controller with the rights of deploy/external-metrics, the real aggregator and
 * the real HorizontalPodAutoscaler. Only the load is made up.
 */
class ExternalMetricsIT {
    private static final String SYSTEM = "workload-variant-autoscaler-system";
    private static final String ACCOUNT = "workload-variant-autoscaler-controller-manager";
    private static final String SERVICE = "workload-variant-autoscaler-external-metrics";
    private static final String GROUP = "external.metrics.k8s.io";
    private static final String API = "/apis/" + GROUP + "/v1beta1";
    private static final String NAME = "vllme-deployment";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final ControlPlane plane = ControlPlane.shared();
    private final String namespace = plane.createNamespace("external-own");
    private final Load load = new Load();
    private Replica leader;
    private AggregatedApi registration;

    private static final class Load implements MetricsSource {
        private volatile double requestsPerMinute = 40;

        @Override
        public Future<SortedMap<VariantId, Measurement>> measure(Fleet fleet, Instant now) {
            var all = new TreeMap<VariantId, Measurement>();
            fleet.variants().keySet().forEach(id -> all.put(id, measured(load(requestsPerMinute, 178))));
            return Future.succeededFuture(all);
        }

        void becomes(double perMinute) {
            requestsPerMinute = perMinute;
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }

    @BeforeEach
    void start() throws Exception {
        plane.apply(MonitoringStack.manifests());
        plane.apply(Manifests.kustomization("deploy/default")
                .only(object -> !"Deployment".equals(object.path("kind").asString())));
        plane.apply(Manifests.file("deploy/external-metrics/rights.yaml"));
        leader = new Replica("external-a");
        registration = AggregatedApi.register(plane, SYSTEM, SERVICE, leader.port, GROUP, "v1beta1");
        await().atMost(LIMIT).until(() -> plane.get(API).statusCode() == 200);
    }

    private KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(plane.configFor(SYSTEM, ACCOUNT))
                .build();
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        if (registration != null) {
            registration.close();
        }
        if (leader != null) {
            leader.close();
        }
    }

    /** A controller in this process. */
    private final class Replica implements AutoCloseable {
        private final Vertx vertx = Vertx.vertx();
        private final int port = freePort();
        private final KubernetesClients clients = new KubernetesClients(client(), client());
        private final Controller controller;

        Replica(String pod) throws Exception {
            var tls = plane.authority().issue(pod, "CN=" + pod, AggregatedApi.hosts(SYSTEM, SERVICE));
            var configuration = """
                {"controller": {"watchNamespaces": ["%s"]},
                 "https": {"host": "127.0.0.1", "port": 0, "certPath": "%s", "keyPath": "%s"},
                 "probes": {"host": "127.0.0.1", "port": 0}, "page": {"port": 0},
                 "externalMetrics": {"host": "127.0.0.1", "port": %d},
                 "leaderElection": {"leaseDuration": "6s", "renewDeadline": "4s", "retryPeriod": "1s"}}
                """.formatted(namespace, tls.certificate(), tls.key(), port);
            controller = Futures.await(new ControllerBuilder(
                            vertx,
                            Configurations.of(configuration),
                            clients,
                            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
                    .environment(Map.of(
                            "POD_NAMESPACE",
                            SYSTEM,
                            "POD_NAME",
                            pod,
                            "WVA_EXTERNAL_METRICS",
                            "true",
                            "GLOBAL_OPT_INTERVAL",
                            "1s"))
                    .metrics(() -> load)
                    .start());
        }

        /** What it answers to the HPA's controller by itself: a value, or a status code. */
        String answers(LocalHttp direct, String token) {
            var uri = URI.create("https://localhost:" + port + API + "/namespaces/" + namespace
                    + "/inferno_desired_replicas?labelSelector=variant_name%3D" + NAME);
            var answer = direct.get(uri, Map.of("Authorization", "Bearer " + token));
            return answer.statusCode() == 200
                    ? new JsonObject(answer.body())
                            .getJsonArray("items")
                            .getJsonObject(0)
                            .getString("value")
                    : "status " + answer.statusCode();
        }

        @Override
        public void close() {
            controller.stop().toCompletionStage().toCompletableFuture().join();
            clients.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    @SuppressWarnings("try") // its pods are looked at through the API server
    void theAutoscalerFollowsTheDecisionToTwoAndBackToOneWithoutAnAdapter() throws Exception {
        try (var runner = PodRunner.start(plane, namespace, (pod, address) -> () -> {})) {
            plane.admin().resource(TestDeployments.named(namespace, NAME, 1)).create();
            plane.apply(Manifests.file("deploy/examples/vllm-emulator/vllme-setup/vllme-variantautoscaling.yaml")
                    .inNamespace(namespace));
            plane.apply(Manifests.file("deploy/samples/hpa-integration.yaml").inNamespace(namespace));
            load.becomes(10);
            await().atMost(LIMIT).until(() -> "1".equals(value("inferno_desired_replicas")));
            theDoctorSeesIt();
            assertThat(value("inferno_desired_ratio")).isEqualTo("1");
            refusesStrangers();
            describesItself();

            load.becomes(40);
            await().atMost(LIMIT).until(() -> replicas() == 2);
            load.becomes(10);
            await().atMost(LIMIT).until(() -> replicas() == 1);
        }
    }

    @Test
    void aStandbyAnswersTheSameBeforeWhileAndAfterItTakesOver() throws Exception {
        plane.admin().resource(TestDeployments.named(namespace, NAME, 1)).create();
        plane.apply(Manifests.file("deploy/examples/vllm-emulator/vllme-setup/vllme-variantautoscaling.yaml")
                .inNamespace(namespace));
        load.becomes(40);
        var direct = LocalHttp.trusting(plane.authority().certificateFile());
        var token = plane.token("kube-system", "horizontal-pod-autoscaler");
        await().atMost(LIMIT).until(() -> "2".equals(leader.answers(direct, token)));

        try (var standby = new Replica("external-b")) {
            await().atMost(LIMIT).until(() -> "2".equals(standby.answers(direct, token)));
            var former = leader;
            leader = null;
            var stopping = CompletableFuture.runAsync(former::close);
            var answered = new TreeSet<String>();
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> {
                answered.add(standby.answers(direct, token));
                return stopping.isDone() && leads("external-b");
            });
            stopping.join();
            assertThat(answered).containsExactly("2");

            load.becomes(10);
            await().atMost(LIMIT).until(() -> "1".equals(standby.answers(direct, token)));
        }
    }

    private boolean leads(String pod) {
        return pod.equals(plane.admin()
                .leases()
                .inNamespace(SYSTEM)
                .withName("workload-variant-autoscaler")
                .require()
                .getSpec()
                .getHolderIdentity());
    }

    private void theDoctorSeesIt() throws Exception {
        var fleet = FleetOnce.read(
                Configurations.of("{\"controller\": {\"watchNamespaces\": [\"" + namespace + "\"]}}"),
                Map.of(),
                plane.admin(),
                LIMIT,
                settings -> {});
        var api = ExternalApi.read(plane.admin(), fleet.variants().values().stream());
        assertThat(api.holder()).contains(SYSTEM + "/" + SERVICE);
        assertThat(api.state()).isEqualTo(ExternalApi.State.AVAILABLE);
        assertThat(api.readings())
                .containsExactly(Map.entry(
                        new VariantId(namespace, NAME),
                        new ExternalReading("inferno_desired_replicas", List.of("1"), "")));
        var lost = new VariantId("nowhere", NAME);
        var gone = fleet.variants().firstKey();
        var moved = fleet.variants().get(gone).withResource(new ResourceIdentity(lost, "u", 1));
        assertThat(ExternalApi.read(plane.admin(), Stream.of(moved))
                        .readings()
                        .get(lost)
                        .failure())
                .as("the API's own words")
                .isNotEmpty();
    }

    private void refusesStrangers() throws Exception {
        var path = API + "/namespaces/" + namespace + "/inferno_desired_replicas";
        var direct = LocalHttp.trusting(plane.authority().certificateFile());
        var uri = URI.create("https://localhost:" + leader.port + path);
        var impostor = Map.of("X-Remote-User", "admin", "X-Remote-Group", "system:masters");
        var stranger = Map.of("Authorization", "Bearer " + plane.token(namespace, "default"));
        var anyone = Map.of("Authorization", "Bearer not-a-token");

        assertThat(direct.get(uri).statusCode()).as("nobody").isEqualTo(401);
        assertThat(direct.get(uri, impostor).statusCode())
                .as("headers without a certificate")
                .isEqualTo(401);
        assertThat(direct.get(uri, anyone).statusCode()).as("a wrong token").isEqualTo(401);
        assertThat(direct.get(uri, stranger).statusCode())
                .as("one without the right")
                .isEqualTo(403);
        assertThat(new JsonObject(direct.get(uri, stranger).body()).getString("message"))
                .contains("system:serviceaccount:" + namespace + ":default");
        assertThat(certified(path, impostor))
                .as("a certificate of another authority")
                .isNotEqualTo(200);
        var reader = Map.of("Authorization", "Bearer " + plane.token("kube-system", "horizontal-pod-autoscaler"));
        assertThat(direct.get(uri, reader).statusCode())
                .as("a token with the right")
                .isEqualTo(200);
    }

    /** The status for one who shows a certificate that the cluster trusts for users, and not for proxies; or 0. */
    private int certified(String path, Map<String, String> headers) throws Exception {
        var wrong = plane.authority().issue("wrong", "CN=front-proxy-client", List.of());
        var client = leader.vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(new PemTrustOptions()
                        .addCertPath(plane.authority().certificateFile().toString()))
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(wrong.certificate().toString())
                        .setKeyPath(wrong.key().toString())));
        return Futures.await(client.request(HttpMethod.GET, leader.port, "localhost", path)
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    return request.send();
                })
                .map(response -> response.statusCode())
                .otherwise(0));
    }

    private void describesItself() {
        var resources = new JsonObject(plane.get(API).body()).getJsonArray("resources");
        assertThat(resources.stream().map(one -> ((JsonObject) one).getString("name")))
                .containsExactly("inferno_desired_replicas", "inferno_desired_ratio");
        await().atMost(LIMIT).until(() -> plane.get("/openapi/v3").body().contains("apis/" + GROUP + "/v1beta1"));
        var malformed = plane.get(API + "/namespaces/" + namespace + "/inferno_desired_replicas?labelSelector=%3D");
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(malformed.body()).getString("kind")).isEqualTo("Status");
    }

    private String value(String metric) {
        var answer =
                plane.get(API + "/namespaces/" + namespace + "/" + metric + "?labelSelector=variant_name%3D" + NAME);
        var items = answer.statusCode() == 200 ? new JsonObject(answer.body()).getJsonArray("items") : null;
        return items == null || items.size() != 1 ? "" : items.getJsonObject(0).getString("value");
    }

    private int replicas() {
        return plane.admin()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(NAME)
                .require()
                .getSpec()
                .getReplicas();
    }
}
