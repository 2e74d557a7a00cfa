package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Manifests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real API server takes as the status of a VariantAutoscaling, and what {@code kubectl get va} prints of it. */
class VariantAutoscalingStatusIT {
    private static final String NAME = "vllme-deployment";
    private static ControlPlane plane;

    private String path;

    @BeforeAll
    static void install() {
        plane = ControlPlane.shared();
        plane.apply(Manifests.kustomization("deploy/crd"));
    }

    @BeforeEach
    void create() {
        path = "/apis/llmd.ai/v1alpha1/namespaces/" + plane.createNamespace("status") + "/variantautoscalings";
        var resource = VariantAutoscalings.resource(NAME, VariantAutoscalings.spec());
        var answer = plane.send("POST", path, "application/json", resource.encode());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    @Test
    void printsTheColumnsInTheirOrderAndNothingInThemAtFirst() {
        var table = plane.table(path);

        assertThat(table.columns())
                .containsExactly("NAME", "MODEL", "ACCELERATOR", "CURRENTREPLICAS", "OPTIMIZED", "METRICSREADY", "AGE");
        assertThat(table.row(NAME))
                .containsEntry("MODEL", "default/default")
                .containsEntry("ACCELERATOR", "")
                .containsEntry("CURRENTREPLICAS", "")
                .containsEntry("OPTIMIZED", "")
                .containsEntry("METRICSREADY", "");
    }

    @Test
    void printsWhatTheStatusSays() {
        patchStatus(status("A100", 2, 2, condition("MetricsAvailable", "True", "MetricsFound")));

        assertThat(plane.table(path).row(NAME))
                .containsEntry("ACCELERATOR", "A100")
                .containsEntry("CURRENTREPLICAS", "2")
                .containsEntry("OPTIMIZED", "2")
                .containsEntry("METRICSREADY", "True");
    }

    @Test
    void expressesZeroReplicasAndNoAcceleratorYet() {
        var status = status("", 0, 0, condition("MetricsAvailable", "False", "MetricsMissing"));

        var stored = patchStatus(status);

        assertThat(stored).isEqualTo(status);
        assertThat(plane.table(path).row(NAME))
                .containsEntry("ACCELERATOR", "")
                .containsEntry("CURRENTREPLICAS", "0")
                .containsEntry("OPTIMIZED", "0")
                .containsEntry("METRICSREADY", "False");
    }

    @Test
    void keepsEveryFieldOfAFullStatus() {
        var status = status(
                "A100",
                1,
                2,
                condition("TargetResolved", "True", "TargetFound"),
                condition("MetricsAvailable", "True", "MetricsFound"),
                condition("OptimizationReady", "True", "OptimizationSucceeded"),
                condition("DesiredReached", "False", "Progressing"));
        status.put(
                        "decision",
                        new JsonObject()
                                .put("reason", "40.00 requests/min need 2 replicas of at most 25.31")
                                .put("bindingConstraint", "time between tokens")
                                .put("runnerUp", "")
                                .put("changesAt", "above 50.62 requests/min"))
                .put("suggestedWeight", 100)
                .put(
                        "profile",
                        new JsonObject()
                                .put("source", "declared")
                                .put("alpha", "20.58")
                                .put("beta", "0.41")
                                .put("gamma", "0.00")
                                .put("delta", "0.00")
                                .put("samples", 0)
                                .put("accelerator", "A100")
                                .put("confidence", "0.00")
                                .put("templateHash", "0123456789abcdef")
                                .put("resetMark", ""));

        assertThat(patchStatus(status)).isEqualTo(status);
    }

    @Test
    void isNotTouchedThroughTheResourceItself() {
        var change = new JsonObject().put("status", status("A100", 7, 7)).encode();

        var answer = plane.send("PATCH", path + "/" + NAME, "application/merge-patch+json", change);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).containsKey("status")).isFalse();
    }

    private JsonObject patchStatus(JsonObject status) {
        var answer = plane.send(
                "PATCH",
                path + "/" + NAME + "/status?fieldValidation=Strict",
                "application/merge-patch+json",
                new JsonObject().put("status", status).encode());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonObject("status");
    }

    private static JsonObject status(String accelerator, int current, int desired, JsonObject... conditions) {
        var load = new JsonObject()
                .put("arrivalRate", "0.00")
                .put("avgInputTokens", "0.00")
                .put("avgOutputTokens", "0.00")
                .put("avgLength", "0.00");
        var allocation = new JsonObject()
                .put("accelerator", accelerator)
                .put("numReplicas", current)
                .put("readyReplicas", current)
                .put("maxBatch", 4)
                .put("variantCost", "0.00")
                .put("itlAverage", "0.00")
                .put("ttftAverage", "0.00")
                .put("waitAverage", "0.00")
                .put("load", load);
        var decision = new JsonObject()
                .put("lastRunTime", "2026-11-24T00:00:00Z")
                .put("accelerator", accelerator)
                .put("numReplicas", desired);
        return new JsonObject()
                .put("currentAlloc", allocation)
                .put("desiredOptimizedAlloc", decision)
                .put("actuation", new JsonObject().put("applied", desired > 0))
                .put("conditions", JsonArray.of((Object[]) conditions));
    }

    private static JsonObject condition(String type, String status, String reason) {
        return new JsonObject()
                .put("type", type)
                .put("status", status)
                .put("reason", reason)
                .put("message", "in words")
                .put("observedGeneration", 1)
                .put("lastTransitionTime", "2026-11-24T00:00:00Z");
    }
}
