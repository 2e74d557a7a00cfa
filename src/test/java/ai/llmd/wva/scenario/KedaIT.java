package ai.llmd.wva.scenario;

import static ai.llmd.wva.scenario.Stage.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Keda;
import ai.llmd.wva.fixture.Manifests;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.vertx.core.json.JsonObject;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person sees who follows docs/keda.md: the real KEDA calls the controller with a certificate, and the replicas
 * follow, to none and from none too. Not in every run, since KEDA takes 11 minutes to build.
 */
@EnabledIfSystemProperty(named = "full", matches = "true")
class KedaIT {
    private static final Logger LOG = LoggerFactory.getLogger(KedaIT.class);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration TO_ZERO = Duration.ofMinutes(2);
    private static final long STOP_SECONDS = 10;

    @TempDir
    Path folder;

    private final ControlPlane plane = ControlPlane.shared();

    @Test
    void replicasFollowThroughKedaFromOneToTwoToNoneAndBack() throws Exception {
        try (var stage = new Stage(plane, folder);
                var keda = Keda.start(plane)) {
            stage.install();
            int port = freePort();
            var controller = stage.startController("wva-0", configuration(port));
            stage.startSample();
            secret(stage.namespace());
            plane.apply(scaledObject(stage.namespace(), port));

            try {
                await().atMost(LIMIT).until(() -> stage.variant("OPTIMIZED").equals("1"));
                await().atMost(LIMIT)
                        .ignoreExceptions()
                        .until(() -> hpa(stage, "TARGETS").equals("1/1 (avg)"));

                try (var load = stage.startLoad("[[600, 40]]")) {
                    await().atMost(LIMIT).until(() -> stage.variant("OPTIMIZED").equals("2"));
                    took("to 2", () -> replicas(stage) == 2, Duration.ofSeconds(60));
                    assertThat(load.stop(STOP_SECONDS * 3)).as(load::printed).isZero();
                }
                await().atMost(LIMIT).until(() -> stage.variant("OPTIMIZED").equals("1"));
                took("to 1", () -> replicas(stage) == 1, Duration.ofSeconds(60));

                stage.edit(new JsonObject("{\"spec\": {\"minReplicas\": 0}}"));
                await().atMost(LIMIT).until(() -> stage.variant("OPTIMIZED").equals("0"));
                took("to 0", () -> replicas(stage) == 0, TO_ZERO);

                stage.edit(new JsonObject("{\"spec\": {\"minReplicas\": 1}}"));
                took("from 0, pushed", () -> replicas(stage) == 1, Duration.ofSeconds(12));
                await().atMost(LIMIT)
                        .until(() -> stage.variant("CURRENTREPLICAS").equals("1"));
                await().atMost(LIMIT)
                        .ignoreExceptions()
                        .until(() -> hpa(stage, "TARGETS").equals("1/1 (avg)"));

                // without the controller what there is stays, for longer than failures and cooldown take
                assertThat(controller.process().stop(STOP_SECONDS)).isZero();
                await().during(Duration.ofSeconds(100))
                        .atMost(Duration.ofSeconds(110))
                        .until(() -> replicas(stage) == 1);
            } catch (RuntimeException | AssertionError e) {
                LOG.error("KEDA said:\n{}", keda.log());
                throw e;
            }
        }
    }

    @Test
    void replicasFollowThroughPrometheusAndStayWhileTheControllerIsAway() throws Exception {
        try (var stage = new Stage(plane, folder);
                var keda = Keda.start(plane)) {
            stage.install();
            var controller = stage.startController("wva-0");
            stage.startSample();
            plane.apply(prometheusObject(stage));

            try {
                await().atMost(LIMIT)
                        .ignoreExceptions()
                        .until(() -> hpa(stage, "TARGETS").equals("1/1 (avg)"));
                try (var load = stage.startLoad("[[600, 40]]")) {
                    await().atMost(LIMIT).until(() -> stage.variant("OPTIMIZED").equals("2"));
                    took("Prometheus, to 2", () -> replicas(stage) == 2, Duration.ofSeconds(60));

                    // no series is no zero, for longer than the failures before the fallback take
                    assertThat(controller.process().stop(STOP_SECONDS)).isZero();
                    await().during(Duration.ofSeconds(100))
                            .atMost(Duration.ofSeconds(110))
                            .until(() -> replicas(stage) == 2);
                    assertThat(load.stop(STOP_SECONDS * 3)).as(load::printed).isZero();
                }
                stage.startController("wva-1");
                await().atMost(LIMIT).until(() -> stage.variant("OPTIMIZED").equals("1"));
                took("Prometheus, to 1", () -> replicas(stage) == 1, Duration.ofSeconds(60));

                stage.edit(new JsonObject("{\"spec\": {\"minReplicas\": 0}}"));
                await().atMost(LIMIT).until(() -> stage.variant("OPTIMIZED").equals("0"));
                took("Prometheus, to 0", () -> replicas(stage) == 0, TO_ZERO);

                stage.edit(new JsonObject("{\"spec\": {\"minReplicas\": 1}}"));
                took("Prometheus, from 0", () -> replicas(stage) == 1, Duration.ofSeconds(60));
            } catch (RuntimeException | AssertionError e) {
                LOG.error("KEDA said:\n{}", keda.log());
                throw e;
            }
        }
    }

    /** The other sample, with the address of this Prometheus, whose authority KEDA does not know. */
    private static Manifests prometheusObject(Stage stage) {
        var sample = Manifests.file("deploy/samples/keda-prometheus.yaml").inNamespace(stage.namespace());
        for (var object : sample.objects()) {
            var trigger = (ObjectNode) object.at("/spec/triggers/0/metadata");
            trigger.put("serverAddress", stage.prometheus().url().toString());
            trigger.put("unsafeSsl", "true");
            trigger.put("query", trigger.path("query").asString().replace("llm-d-sim", stage.namespace()));
        }
        return sample;
    }

    private static void took(String what, Callable<Boolean> done, Duration limit) {
        long before = System.nanoTime();
        await().atMost(limit).pollInterval(Duration.ofMillis(100)).until(done);
        LOG.info("{}: {} ms", what, Duration.ofNanos(System.nanoTime() - before).toMillis());
    }

    private JsonObject configuration(int port) {
        return new JsonObject(Map.of(
                "keda",
                Map.of(
                        "enabled",
                        true,
                        "host",
                        "127.0.0.1",
                        "port",
                        port,
                        "clientCaPath",
                        plane.authority().certificateFile().toString())));
    }

    /** What the sample's TriggerAuthentication takes from it. */
    private void secret(String namespace) throws Exception {
        var client = plane.authority().issue("keda-client", "CN=keda", List.of());
        plane.admin()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("wva-keda")
                        .withNamespace(namespace)
                        .endMetadata()
                        .addToData("ca.crt", base64(plane.authority().certificateFile()))
                        .addToData("tls.crt", base64(client.certificate()))
                        .addToData("tls.key", base64(client.key()))
                        .build())
                .create();
    }

    private static String base64(Path file) throws Exception {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }

    /** The sample, with the address of this controller, and with the certificate that the comment in it is about. */
    private static Manifests scaledObject(String namespace, int port) {
        var sample = Manifests.file("deploy/samples/keda-external-scaler.yaml").inNamespace(namespace);
        for (var object : sample.objects()) {
            if (object.at("/spec/secretTargetRef") instanceof ArrayNode parameters) {
                parameters
                        .addObject()
                        .put("parameter", "tlsClientCert")
                        .put("name", "wva-keda")
                        .put("key", "tls.crt");
                parameters
                        .addObject()
                        .put("parameter", "tlsClientKey")
                        .put("name", "wva-keda")
                        .put("key", "tls.key");
            } else {
                ((ObjectNode) object.at("/spec/triggers/0/metadata")).put("scalerAddress", "127.0.0.1:" + port);
            }
        }
        return sample;
    }

    private String hpa(Stage stage, String column) {
        return plane.table("/apis/autoscaling/v2/namespaces/" + stage.namespace() + "/horizontalpodautoscalers")
                .cell("keda-hpa-" + NAME, column);
    }

    private int replicas(Stage stage) {
        return plane.admin()
                .apps()
                .deployments()
                .inNamespace(stage.namespace())
                .withName(NAME)
                .require()
                .getSpec()
                .getReplicas();
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
