package ai.llmd.wva.scenario;

import ai.llmd.wva.emulator.EmulatorServer;
import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.fixture.LocalHttp;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.fixture.MetricsAdapter;
import ai.llmd.wva.fixture.MonitoringStack;
import ai.llmd.wva.fixture.PodProgram;
import ai.llmd.wva.fixture.PodRunner;
import ai.llmd.wva.fixture.PrometheusOptions;
import ai.llmd.wva.fixture.PrometheusServer;
import ai.llmd.wva.fixture.PrometheusTargets.Scheme;
import ai.llmd.wva.fixture.ScrapeTarget;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The installation of {@code deploy/} on real components: the controller as a process with the rights of its
 * ServiceAccount, emulators as pods, Prometheus over TLS, the adapter, the HorizontalPodAutoscaler.
 */
final class Stage implements AutoCloseable {
    static final String SYSTEM = "workload-variant-autoscaler-system";
    static final String NAME = "vllme-deployment";
    static final Duration CYCLE = Duration.ofSeconds(5);

    private static final String CONTROLLER = "workload-variant-autoscaler-controller-manager";
    private static final String SERVICE = CONTROLLER + "-metrics-service";
    private static final String SETTINGS = "workload-variant-autoscaler-variantautoscaling-config";
    private static final int EMULATOR_PORT = 8000;
    /** Run by this test itself. */
    private static final String LEFT_OUT = "Deployment";

    private final Vertx vertx = Vertx.vertx();
    private final ControlPlane plane;
    private final Path folder;
    private final String namespace;
    private final PrometheusServer prometheus;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private PodRunner pods;

    Stage(ControlPlane plane, Path folder) {
        this(plane, folder, PrometheusOptions.https(Duration.ofSeconds(1)));
    }

    Stage(ControlPlane plane, Path folder, PrometheusOptions options) {
        this.plane = plane;
        this.folder = folder;
        this.namespace = plane.createNamespace("llm-d-sim");
        this.prometheus = open(PrometheusServer.start(options));
    }

    private <T extends AutoCloseable> T open(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    String namespace() {
        return namespace;
    }

    PrometheusServer prometheus() {
        return prometheus;
    }

    /** Applies what {@code kubectl apply -k deploy/default} applies, and points it at this Prometheus. */
    void install() {
        plane.apply(MonitoringStack.manifests());
        plane.apply(Manifests.kustomization("deploy/default")
                .only(object -> !LEFT_OUT.equals(object.path("kind").asString())));
        settings(Map.of());
        prometheus.scrapeWith(prometheusToken());
    }

    /** Serves the controller's number to HorizontalPodAutoscalers. */
    void startAdapter() {
        open(MetricsAdapter.start(plane, prometheus, "deploy/samples/prometheus-adapter-values.yaml"));
    }

    /** The token that Prometheus reads the controller's metrics with. */
    String prometheusToken() {
        return plane.token(MonitoringStack.NAMESPACE, MonitoringStack.SERVICE_ACCOUNT);
    }

    /** Edits the settings' ConfigMap as a user would; the controller takes it up without a restart. */
    void settings(Map<String, String> changes) {
        var data = new TreeMap<>(Map.of(
                "GLOBAL_OPT_INTERVAL",
                CYCLE.toSeconds() + "s",
                "PROMETHEUS_BASE_URL",
                prometheus.url().toString(),
                "PROMETHEUS_CA_CERT_PATH",
                prometheus.caFile().orElseThrow().toString()));
        prometheus.bearerToken().ifPresent(token -> data.put("PROMETHEUS_BEARER_TOKEN", token));
        data.putAll(changes);
        plane.admin()
                .configMaps()
                .inNamespace(SYSTEM)
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(SETTINGS)
                        .withNamespace(SYSTEM)
                        .endMetadata()
                        .withData(data)
                        .build())
                .forceConflicts()
                .serverSideApply();
    }

    /** Sets entries of another ConfigMap of the controller; a null removes one, and other entries stay as they are. */
    void entries(String configMap, JsonObject entries) {
        merge("/api/v1/namespaces/" + SYSTEM + "/configmaps/" + configMap, new JsonObject().put("data", entries));
    }

    /** Changes the sample's VariantAutoscaling. */
    void edit(JsonObject change) {
        merge(path(), change);
    }

    private void merge(String path, JsonObject change) {
        var answer = plane.send("PATCH", path, "application/merge-patch+json", change.encode());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("PATCH " + path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Starts the sample and the HorizontalPodAutoscaler that acts on it. */
    void startScaledSample() {
        startSample();
        plane.apply(Manifests.file("deploy/samples/hpa-integration.yaml").inNamespace(namespace));
    }

    /** Starts the sample: one emulator and its VariantAutoscaling. */
    void startSample() {
        PodProgram emulator = (pod, address) -> {
            var id = Futures.await(vertx.deployVerticle(
                    new EmulatorServer(EmulatorSettings.sample().listeningOn(address, EMULATOR_PORT))));
            return () -> Futures.await(vertx.undeploy(id));
        };
        pods = open(PodRunner.start(plane, namespace, emulator));
        open(prometheus
                .targets()
                .follow(
                        plane,
                        Scheme.PLAIN,
                        namespace,
                        Map.of("app", "vllme"),
                        "vllme-service",
                        "http",
                        EMULATOR_PORT));
        for (var file : List.of("vllme-deployment.yaml", "vllme-variantautoscaling.yaml")) {
            plane.apply(Manifests.file("deploy/examples/vllm-emulator/vllme-setup/" + file)
                    .inNamespace(namespace));
        }
    }

    /** Starts a controller, with the rights that the installation gives it, and has Prometheus scrape it. */
    RunningController startController(String pod) throws Exception {
        return startController(pod, new JsonObject());
    }

    /** The same with further configuration. */
    RunningController startController(String pod, JsonObject further) throws Exception {
        return startController(pod, further, WvaProcess.jar(), Map.of());
    }

    /** The same by another program, with further variables. */
    RunningController startController(
            String pod, JsonObject further, List<String> program, Map<String, String> variables) throws Exception {
        int httpsPort = freePort();
        int probesPort = freePort();
        var certificate = plane.authority().issue(pod, "CN=" + pod, List.of("127.0.0.1"));
        var config = new JsonObject("""
                {
                  "https": {"host": "127.0.0.1", "port": %d, "certPath": "%s", "keyPath": "%s"},
                  "probes": {"host": "127.0.0.1", "port": %d}, "page": {"port": 0},
                  "collector": {"rateWindow": "30s", "staleAfter": "30s", "scrapeInterval": "1s"},
                  "leaderElection": {"leaseDuration": "6s", "renewDeadline": "4s", "retryPeriod": "1s", "exportDelay": "4s"}
                }
                """.formatted(httpsPort, certificate.certificate(), certificate.key(), probesPort))
                .mergeIn(further, true);
        var file = Files.writeString(folder.resolve(pod + ".json"), config.encodePrettily());
        var environment = new TreeMap<>(variables);
        environment.put("KUBECONFIG", plane.kubeconfigFor(SYSTEM, CONTROLLER).toString());
        environment.put("POD_NAMESPACE", SYSTEM);
        environment.put("POD_NAME", pod);
        prometheus.targets().put(Scheme.SECURED, pod, List.of(target(pod, httpsPort)));
        var process =
                open(WvaProcess.start(program, folder, pod, environment, "controller", "--config", file.toString()));
        return new RunningController(
                pod,
                process,
                URI.create("http://127.0.0.1:" + probesPort),
                URI.create("https://127.0.0.1:" + httpsPort),
                LocalHttp.trusting(plane.authority().certificateFile()),
                prometheusToken());
    }

    private static ScrapeTarget target(String pod, int httpsPort) {
        return new ScrapeTarget(
                "127.0.0.1:" + httpsPort,
                Map.of(
                        "namespace", SYSTEM,
                        "service", SERVICE,
                        "job", SERVICE,
                        "pod", pod,
                        "container", "manager",
                        "endpoint", "https"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Starts load on the first emulator, as through a port-forward. */
    WvaProcess startLoad(String rate) {
        var url = "http://" + pods.addresses().get(0) + ":" + EMULATOR_PORT + "/v1";
        return open(WvaProcess.start(
                WvaProcess.jar(),
                folder,
                "loadgen",
                Map.of(),
                "loadgen",
                "--model",
                "default/default",
                "--rate",
                rate,
                "--url",
                url,
                "--content",
                "50"));
    }

    /** What kubectl prints of the VariantAutoscaling in a column. */
    String variant(String column) {
        return plane.table("/apis/llmd.ai/v1alpha1/namespaces/" + namespace + "/variantautoscalings")
                .cell(NAME, column);
    }

    /** The status of the sample's VariantAutoscaling; empty before the first. */
    JsonObject status() {
        return new JsonObject(plane.get(path()).body()).getJsonObject("status", new JsonObject());
    }

    /**
     * A condition of the sample's VariantAutoscaling as {@code STATUS REASON: MESSAGE}; empty while it is not there.
     */
    String condition(String type) {
        return status().getJsonArray("conditions", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .filter(condition -> type.equals(condition.getString("type")))
                .map(condition -> condition.getString("status") + " " + condition.getString("reason") + ": "
                        + condition.getString("message"))
                .findFirst()
                .orElse("");
    }

    private String path() {
        return "/apis/llmd.ai/v1alpha1/namespaces/" + namespace + "/variantautoscalings/" + NAME;
    }

    /** What kubectl prints of the HorizontalPodAutoscaler in a column. */
    String autoscaler(String column) {
        return plane.table("/apis/autoscaling/v2/namespaces/" + namespace + "/horizontalpodautoscalers")
                .cell(NAME + "-hpa", column);
    }

    @Override
    public void close() {
        opened.addLast(() -> Futures.await(vertx.close()));
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("the stage does not come down", e);
            }
        }
    }
}
