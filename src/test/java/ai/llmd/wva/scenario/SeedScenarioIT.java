package ai.llmd.wva.scenario;

import static ai.llmd.wva.scenario.Stage.NAME;
import static ai.llmd.wva.scenario.Stage.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.fixture.MetricsAdapter;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person sees who follows docs/hpa-integration.md: one replica idle, two under 40 requests a minute, never
 * three, one again, and none where zero is allowed.
 */
class SeedScenarioIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String EXTERNAL = "/inferno_desired_replicas?labelSelector=variant_name%3D" + NAME;
    private static final long STOP_SECONDS = 10;

    @TempDir
    Path folder;

    private final ControlPlane plane = ControlPlane.shared();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void replicasFollowTheLoadFromOneToTwoToOneToNone() throws Exception {
        try (var stage = new Stage(plane, folder)) {
            stage.install();
            stage.startAdapter();
            var controller = stage.startController("wva-0");
            stage.startScaledSample();

            idle(stage);
            var sampler = Executors.newSingleThreadScheduledExecutor();
            try {
                var sampling = sampler.scheduleWithFixedDelay(() -> sample(stage), 0, 500, TimeUnit.MILLISECONDS);
                loaded(stage);
                unloaded(stage);
                assertThat(sampling.isDone()).as("a sample failed").isFalse();
            } finally {
                sampler.shutdownNow();
            }
            assertThat(most.get()).as("never more than two").isEqualTo(2);
            toZero(stage);

            assertThat(controller.process().stop(STOP_SECONDS)).isZero();
            assertThat(holder()).as("the lease is given back").isIn("", null);
        }
    }

    private void idle(Stage stage) {
        await().atMost(LIMIT).until(() -> stage.variant("METRICSREADY").equals("True"));
        assertThat(stage.variant("MODEL")).isEqualTo("default/default");
        assertThat(stage.variant("ACCELERATOR")).isEqualTo("A100");
        assertThat(stage.variant("CURRENTREPLICAS")).isEqualTo("1");
        assertThat(stage.variant("OPTIMIZED")).isEqualTo("1");
        await().atMost(LIMIT).until(() -> stage.autoscaler("TARGETS").equals("1/1 (avg)"));

        var list = new JsonObject(plane.get(MetricsAdapter.API).body());
        assertThat(list.getJsonArray("resources").getJsonObject(0).getString("name"))
                .isEqualTo("inferno_desired_replicas");
        var metric = external(stage);
        assertThat(metric.getString("value")).isEqualTo("1");
        assertThat(metric.getJsonObject("metricLabels").getMap())
                .containsEntry("variant_name", NAME)
                .containsEntry("exported_namespace", stage.namespace())
                .containsEntry("namespace", SYSTEM)
                .containsEntry("accelerator_type", "A100");
    }

    private void loaded(Stage stage) throws Exception {
        try (var load = stage.startLoad("[[600, 40]]")) {
            await().atMost(LIMIT).until(() -> completionsPerMinute(stage) > 25.31);
            await().atMost(Stage.CYCLE.multipliedBy(3))
                    .until(() -> stage.variant("OPTIMIZED").equals("2"));
            await().atMost(LIMIT).until(() -> stage.variant("CURRENTREPLICAS").equals("2"));
            await().atMost(LIMIT).until(() -> stage.autoscaler("REPLICAS").equals("2"));
            await().atMost(LIMIT).until(() -> stage.autoscaler("TARGETS").equals("1/1 (avg)"));
            // long enough for the second pod to be young, then old
            await().pollDelay(Duration.ofSeconds(45))
                    .atMost(LIMIT)
                    .until(() -> stage.variant("OPTIMIZED").equals("2"));
            assertThat(load.isAlive()).isTrue();
            assertThat(load.stop(STOP_SECONDS * 3)).as(load::printed).isZero();
        }
    }

    private void unloaded(Stage stage) {
        await().atMost(LIMIT).until(() -> stage.variant("OPTIMIZED").equals("1"));
        await().atMost(LIMIT).until(() -> stage.autoscaler("REPLICAS").equals("1"));
        await().atMost(LIMIT).until(() -> stage.variant("CURRENTREPLICAS").equals("1"));
    }

    private void toZero(Stage stage) {
        plane.apply(Manifests.file("deploy/samples/hpa-integration-scale-to-zero.yaml")
                .inNamespace(stage.namespace()));
        stage.edit(new JsonObject("{\"spec\": {\"minReplicas\": 0}}"));
        await().atMost(LIMIT).until(() -> stage.variant("OPTIMIZED").equals("0"));
        await().atMost(LIMIT).until(() -> stage.autoscaler("REPLICAS").equals("0"));
        await().atMost(LIMIT).until(() -> stage.variant("CURRENTREPLICAS").equals("0"));
        assertThat(stage.variant("METRICSREADY")).isEqualTo("True");
    }

    private void sample(Stage stage) {
        var optimized = stage.variant("OPTIMIZED");
        if (!optimized.isEmpty()) {
            most.accumulateAndGet(Integer.parseInt(optimized), Math::max);
        }
    }

    private static double completionsPerMinute(Stage stage) {
        return 60
                * stage.prometheus()
                        .value("sum(rate(vllm:request_success_total{namespace=\"" + stage.namespace() + "\"}[30s]))")
                        .orElse(0);
    }

    private JsonObject external(Stage stage) {
        var answer = plane.get(MetricsAdapter.API + "/namespaces/" + stage.namespace() + EXTERNAL);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var items = new JsonObject(answer.body()).getJsonArray("items");
        assertThat(items).as(answer.body()).hasSize(1);
        return items.getJsonObject(0);
    }

    private String holder() {
        return plane.admin()
                .leases()
                .inNamespace(SYSTEM)
                .withName("workload-variant-autoscaler")
                .require()
                .getSpec()
                .getHolderIdentity();
    }
}
