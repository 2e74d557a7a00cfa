package ai.llmd.wva.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.ControlPlane;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/advisory.md promises, on real components and in one process: advice moves nothing, though an autoscaler
 * reads the metric; the hand-over is an edit; a frozen number stays whatever the load.
 */
class AdvisoryIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration SOME_STEPS_OF_THE_AUTOSCALER = Duration.ofSeconds(20);
    private static final long STOP_SECONDS = 10;
    private static final String ADVISED = "wva_advised_replicas";
    private static final String DESIRED = "inferno_desired_replicas";

    @TempDir
    Path folder;

    private Stage stage;
    private RunningController controller;

    @Test
    void adviceMovesNothingUntilTheModeIsActiveAndAFrozenNumberStays() throws Exception {
        try (var opened = new Stage(ControlPlane.shared(), folder)) {
            stage = opened;
            stage.install();
            stage.startAdapter();
            controller = stage.startController("wva-advisory");
            stage.startScaledSample();
            await().atMost(LIMIT).until(() -> stage.autoscaler("TARGETS").equals("1/1 (avg)"));

            stage.settings(Map.of("WVA_MODE", "advisory"));
            try (var load = stage.startLoad("[[600, 40]]")) {
                advised();
                handedOver();
                frozen();
                assertThat(load.isAlive()).isTrue();
            } finally {
                // other tests share the ConfigMap
                stage.settings(Map.of("WVA_MODE", ""));
            }
            keptWithoutLoad();
            assertThat(controller.process().stop(STOP_SECONDS)).isZero();
        }
    }

    private void advised() {
        await().atMost(LIMIT).until(() -> stage.variant("OPTIMIZED").equals("2"));
        assertThat(stage.status().getJsonObject("decision").getString("reason"))
                .startsWith("advisory: would have 2 replicas; nothing acts on it; ");
        assertThat(stage.status().getJsonObject("actuation").getBoolean("applied"))
                .isFalse();
        assertThat(stage.condition("DesiredReached"))
                .isEqualTo("False Advisory: current 1, would have 2; nothing acts on it");
        assertThat(value(ADVISED)).hasValue(2);
        assertThat(value(DESIRED)).isEmpty();
        await().atMost(LIMIT).until(() -> stage.autoscaler("TARGETS").startsWith("<unknown>"));
        await().during(SOME_STEPS_OF_THE_AUTOSCALER)
                .atMost(LIMIT)
                .until(() -> stage.autoscaler("REPLICAS").equals("1"));
    }

    private void handedOver() {
        stage.edit(new JsonObject("{\"spec\": {\"mode\": \"active\"}}"));
        await().atMost(LIMIT).until(() -> stage.autoscaler("REPLICAS").equals("2"));
        assertThat(value(ADVISED)).isEmpty();
        await().atMost(LIMIT).until(() -> stage.condition("DesiredReached").startsWith("True Reached"));
    }

    private void frozen() {
        freeze("\"true\"");
        await().atMost(LIMIT).until(() -> stage.condition("OptimizationReady").startsWith("False Frozen"));
        assertThat(value(DESIRED)).hasValue(2);
        assertThat(value("wva_decision_held")).hasValue(1);
    }

    private void keptWithoutLoad() {
        await().atMost(LIMIT).until(() -> arrivalRate().equals("0.00"));
        assertThat(stage.variant("OPTIMIZED")).isEqualTo("2");
        assertThat(stage.autoscaler("REPLICAS")).isEqualTo("2");

        freeze("null");
        await().atMost(LIMIT).until(() -> stage.variant("OPTIMIZED").equals("1"));
        await().atMost(LIMIT).until(() -> stage.autoscaler("REPLICAS").equals("1"));
    }

    /** Of this test's variant: other tests leave theirs on the same cluster. */
    private OptionalDouble value(String name) {
        return controller.value(name, "namespace=\"" + stage.namespace() + "\"");
    }

    private void freeze(String value) {
        stage.edit(new JsonObject("{\"metadata\": {\"annotations\": {\"wva.llmd.ai/freeze\": " + value + "}}}"));
    }

    private String arrivalRate() {
        return stage.status()
                .getJsonObject("currentAlloc")
                .getJsonObject("load")
                .getString("arrivalRate");
    }
}
