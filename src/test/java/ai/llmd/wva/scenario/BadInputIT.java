package ai.llmd.wva.scenario;

import static ai.llmd.wva.scenario.Stage.NAME;
import static ai.llmd.wva.scenario.Stage.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.Authority;
import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.fixture.PrometheusOptions;
import ai.llmd.wva.fixture.TextServer;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people get wrong while the controller runs: it says what is wrong, keeps what was decided from good input (two
 * replicas, under a load that needs them, where one runs), and goes on when it is mended, all in one process.
 */
@TestInstance(Lifecycle.PER_CLASS)
class BadInputIT {
    private static final Duration LIMIT = Duration.ofSeconds(45);
    private static final String COSTS = "accelerator-unit-costs";
    private static final String CAPACITY = "accelerator-capacity";
    private static final String CLASSES = "service-classes-config";

    private final ControlPlane plane = ControlPlane.shared();
    private Path folder;
    private Stage stage;
    private RunningController controller;
    private WvaProcess load;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        stage = new Stage(
                plane, folder, PrometheusOptions.https(Duration.ofSeconds(1)).withBearerToken("right"));
        stage.install();
        var further = new JsonObject("""
                {
                  "controller": {"watchNamespaces": ["%s"]},
                  "collector": {
                    "rateWindow": "20s", "queryTimeout": "2s", "retryDelays": ["100ms"],
                    "breakerFailures": 3, "breakerOpen": "1s", "allowPlainHttp": true
                  }
                }
                """.formatted(stage.namespace()));
        controller = stage.startController("wva-bad-input", further);
        stage.startSample();
        await().atMost(LIMIT).until(() -> stage.condition("OptimizationReady").startsWith("True"));
        load = stage.startLoad("[[600, 40]]");
    }

    @AfterAll
    void stop() throws Exception {
        try {
            if (controller != null) {
                assertThat(controller.process().isAlive())
                        .as("one process for all")
                        .isTrue();
                assertThat(controller.process().stop(10)).isZero();
            }
        } finally {
            if (stage != null) {
                stage.close();
            }
        }
    }

    /** Also after a test that failed half-way. */
    @BeforeEach
    void good() {
        stage.settings(Map.of());
        plane.apply(Manifests.file("deploy/configmap-accelerator-unitcost.yaml"));
        plane.apply(Manifests.file("deploy/configmap-serviceclass.yaml"));
        stage.entries(CLASSES, new JsonObject().putNull("broken.yaml"));
        stage.edit(running("A100", new JsonArray().add(profile("A100"))));
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(stage.condition("OptimizationReady"))
                    .isEqualTo("True OptimizationSucceeded: 2 replicas on A100");
            assertThat(problems()).isZero();
        });
        assertThat(load.isAlive()).isTrue();
    }

    @Test
    void anUnknownAcceleratorIsNamedWithTheKnownOnes() {
        stage.edit(running("B200", new JsonArray().add(profile("B200"))));
        says(
                "OptimizationReady",
                "False InvalidConfiguration: accelerator B200 is not in accelerator-unit-costs"
                        + " (known: A100, G2, H100, MI300X)");
        stays("B200");

        stage.edit(running("B200", new JsonArray().add(profile("A100"))));
        says(
                "OptimizationReady",
                "False InvalidConfiguration: accelerator B200 has no profile in"
                        + " modelProfile.accelerators (profiles: A100)");
        stays("B200");

        stage.edit(running("A100", new JsonArray().add(profile("A100"))));
        says("OptimizationReady", "True OptimizationSucceeded");
    }

    @Test
    void aTargetBelowWhatOneRequestGetsIsInfeasible() {
        stage.entries(CLASSES, premium(15));
        says(
                "OptimizationReady",
                "False OptimizationFailed: inter-token latency target 15.00 ms cannot be met on A100");
        stays();

        stage.entries(CLASSES, premium(24));
        says("OptimizationReady", "True OptimizationSucceeded");
    }

    @Test
    void brokenEntriesAreReportedAndTheOthersCount() {
        stage.entries(
                COSTS,
                new JsonObject()
                        .put("H100", "{\"device\": \"NVIDIA-H100\", \"cost\": \"cheap\"}")
                        .put("A100", "{\"device\": \"NVIDIA-A100\", \"cost\": \"41.50\"}"));
        stage.entries(CLASSES, new JsonObject().put("broken.yaml", "name: [unfinished"));

        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(problems()).isEqualTo(2);
            assertThat(warning(COSTS)).contains("key H100: ").contains("cheap");
            assertThat(warning(CLASSES)).contains("key broken.yaml: ").contains("YAML");
            assertThat(stage.status().getJsonObject("currentAlloc").getString("variantCost"))
                    .as("an entry that is not broken")
                    .isEqualTo("41.50");
        });
        assertThat(stage.condition("OptimizationReady")).startsWith("True OptimizationSucceeded");
        stays();

        plane.apply(Manifests.file("deploy/configmap-accelerator-unitcost.yaml"));
        stage.entries(CLASSES, new JsonObject().putNull("broken.yaml"));
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(problems()).isZero();
            assertThat(stage.status().getJsonObject("currentAlloc").getString("variantCost"))
                    .isEqualTo("40.00");
        });
    }

    @Test
    void aBrokenClassIsToldToTheVariantThatDependsOnItAndTheLastGoodOneCounts() {
        stage.entries(CLASSES, new JsonObject().put("premium.yaml", "name: [unfinished"));

        says(
                "OptimizationReady",
                "False InvalidConfiguration: ConfigMap " + SYSTEM + "/" + CLASSES
                        + " key premium.yaml: is not valid YAML");
        assertThat(stage.condition("OptimizationReady"))
                .endsWith("; the last good entry stays in force; decided all the same: 2 replicas on A100");
        assertThat(problems()).isEqualTo(1);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(warning(CLASSES))
                        .contains("key premium.yaml: ")
                        .contains("YAML"));
        stays();

        stage.entries(CLASSES, premium(24));
        says("OptimizationReady", "True OptimizationSucceeded");
    }

    @Test
    void aBrokenLimitIsReportedAndStopsNothing() {
        plane.apply(Manifests.file("deploy/samples/accelerator-capacity.yaml"));
        try {
            stage.entries(CAPACITY, new JsonObject().put("AMD-MI300X-192GB", "8 GPUs"));

            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(problems()).isEqualTo(1);
                assertThat(warning(CAPACITY))
                        .contains("key AMD-MI300X-192GB: ")
                        .contains("\"8 GPUs\" is not a whole number of devices");
            });
            assertThat(stage.condition("OptimizationReady")).startsWith("True OptimizationSucceeded");
            stays();
        } finally {
            plane.admin().configMaps().inNamespace(SYSTEM).withName(CAPACITY).delete();
        }
        await().atMost(LIMIT).untilAsserted(() -> assertThat(problems()).isZero());
    }

    @Test
    void aPrometheusThatAnotherAuthoritySignedIsNotBelieved() {
        var other = Authority.create(folder, "another-ca").certificateFile();

        failsWith(Map.of("PROMETHEUS_CA_CERT_PATH", other.toString()), "not signed by the CA in " + other);
    }

    @Test
    void aCaFileThatIsNotThereIsNamed() {
        failsWith(Map.of("PROMETHEUS_CA_CERT_PATH", "/no/such/ca.crt"), "/no/such/ca.crt");
    }

    @Test
    void aWrongTokenIsTold() {
        failsWith(Map.of("PROMETHEUS_BEARER_TOKEN", "wrong"), "answered 401 to the token of PROMETHEUS_BEARER_TOKEN");
    }

    @Test
    void aWebPageIsNotTakenForPrometheus() {
        try (var page = TextServer.start("127.0.0.1", 0, () -> "<html><body>Sign in</body></html>")) {
            failsWith(
                    Map.of("PROMETHEUS_BASE_URL", "http://127.0.0.1:" + page.port()),
                    "instead of JSON, so it is probably not Prometheus: \"<html>");
        }
    }

    @Test
    void aPrometheusThatNeverAnswersIsNotWaitedFor() throws Exception {
        // the kernel accepts, nobody reads
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            failsWith(
                    Map.of("PROMETHEUS_BASE_URL", "http://127.0.0.1:" + silent.getLocalPort()),
                    "did not answer within 2s");
        }
    }

    @Test
    void theLogLevelFollowsTheConfigMap() {
        var lines = new String[] {"system data prepared for optimization", "optimization solution"};
        assertThat(controller.process().printed()).doesNotContain(lines);

        stage.settings(Map.of("LOG_LEVEL", "debug"));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(controller.process().printed()).contains(lines));

        stage.settings(Map.of());
    }

    @Test
    void anIntervalThatIsNoDurationIsReportedAndTheLastGoodOneStays() {
        stage.settings(Map.of("GLOBAL_OPT_INTERVAL", "soon"));
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(problems()).isEqualTo(1);
            assertThat(warning("workload-variant-autoscaler-variantautoscaling-config"))
                    .contains("key GLOBAL_OPT_INTERVAL: ")
                    .contains("soon")
                    .contains("last good value");
        });
        // the default would be a minute
        var before = controller.value("wva_cycles_total").orElseThrow();
        await().atMost(Stage.CYCLE.multipliedBy(5))
                .until(() -> controller.value("wva_cycles_total").orElseThrow() >= before + 2);

        stage.settings(Map.of());
        await().atMost(LIMIT).until(() -> problems() == 0);
    }

    private void failsWith(Map<String, String> settings, String message) {
        stage.settings(settings);
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(stage.condition("MetricsAvailable"))
                    .startsWith("False PrometheusError: ")
                    .contains(message);
            assertThat(stage.condition("OptimizationReady"))
                    .startsWith("False MetricsUnavailable: ")
                    .contains(message)
                    .endsWith("last good decision held: 2");
        });
        stays();

        stage.settings(Map.of());
        says("MetricsAvailable", "True MetricsFound");
    }

    private void says(String type, String beginning) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(stage.condition(type)).startsWith(beginning));
    }

    private void stays() {
        stays("A100");
    }

    /** One replica runs, on what its label says, and nothing else asks for two than the last good decision. */
    private void stays(String accelerator) {
        assertThat(stage.variant("CURRENTREPLICAS")).isEqualTo("1");
        assertThat(stage.variant("OPTIMIZED")).isEqualTo("2");
        assertThat(controller.value(
                        "inferno_desired_replicas",
                        "variant_name=\"" + NAME + "\"",
                        "accelerator_type=\"" + accelerator + "\""))
                .hasValue(2);
    }

    private double problems() {
        return controller.value("wva_configuration_problems").orElseThrow();
    }

    /** The newest warning on a ConfigMap of the controller; empty without one. */
    private String warning(String configMap) {
        return plane.admin().events().v1().events().inNamespace(SYSTEM).list().getItems().stream()
                .filter(event -> "ConfigMap".equals(event.getRegarding().getKind())
                        && configMap.equals(event.getRegarding().getName())
                        && "Warning".equals(event.getType())
                        && "InvalidConfiguration".equals(event.getReason()))
                .max(Comparator.comparing(event -> event.getEventTime().getTime()))
                .map(Event::getNote)
                .orElse("");
    }

    private static JsonObject running(String accelerator, JsonArray profiles) {
        return new JsonObject()
                .put(
                        "metadata",
                        new JsonObject()
                                .put(
                                        "labels",
                                        new JsonObject().put("inference.optimization/acceleratorName", accelerator)))
                .put("spec", new JsonObject().put("modelProfile", new JsonObject().put("accelerators", profiles)));
    }

    private static JsonObject profile(String accelerator) {
        return new JsonObject()
                .put("acc", accelerator)
                .put("accCount", 1)
                .put("alpha", "20.58")
                .put("beta", "0.41")
                .put("maxBatchSize", 4);
    }

    private static JsonObject premium(int tokenMillis) {
        return new JsonObject().put("premium.yaml", """
                name: Premium
                priority: 1
                data:
                  - model: default/default
                    slo-tpot: %d
                    slo-ttft: 500
                """.formatted(tokenMillis));
    }
}
