package ai.llmd.wva.deploy;

import static ai.llmd.wva.deploy.VariantAutoscalings.accelerator;
import static ai.llmd.wva.deploy.VariantAutoscalings.performance;
import static ai.llmd.wva.deploy.VariantAutoscalings.resource;
import static ai.llmd.wva.deploy.VariantAutoscalings.spec;
import static ai.llmd.wva.deploy.VariantAutoscalings.specWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Manifests;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server accepts and refuses as the spec of a VariantAutoscaling. */
class VariantAutoscalingSchemaIT {
    private static ControlPlane plane;
    private static String path;

    @BeforeAll
    static void install() {
        plane = ControlPlane.shared();
        plane.apply(Manifests.kustomization("deploy/crd"));
        path = "/apis/llmd.ai/v1alpha1/namespaces/" + plane.createNamespace("schema") + "/variantautoscalings";
    }

    static Stream<Arguments> accepted() {
        var decode = new JsonObject().put("alpha", "7.470").put("beta", "0.044");
        var prefill = new JsonObject().put("gamma", "15.415").put("delta", "0.000337");
        return Stream.of(
                argumentSet("alpha and beta", spec()),
                argumentSet(
                        "decode only",
                        specWith(accelerator().put("perfParms", new JsonObject().put("decodeParms", decode)))),
                argumentSet(
                        "decode and prefill", specWith(accelerator().put("perfParms", performance(decode, prefill)))),
                argumentSet(
                        "whole numbers",
                        specWith(accelerator().put("alpha", "20").put("beta", "0"))),
                argumentSet("minReplicas 0", spec().put("minReplicas", 0)),
                argumentSet(
                        "minReplicas equal to maxReplicas",
                        spec().put("minReplicas", 3).put("maxReplicas", 3)),
                argumentSet("maxReplicas 0 and no minReplicas", spec().put("maxReplicas", 0)),
                argumentSet(
                        "another target",
                        spec().put(
                                        "scaleTargetRef",
                                        new JsonObject()
                                                .put("kind", "StatefulSet")
                                                .put("name", "vllm"))),
                argumentSet(
                        "a service class",
                        spec().put(
                                        "sloClassRef",
                                        new JsonObject().put("name", "Premium").put("key", "premium.yaml"))),
                argumentSet("no profile", without(spec(), "modelProfile")),
                argumentSet("a price", spec().put("variantCost", "12.50")),
                argumentSet("the highest price", spec().put("variantCost", "1000000000")),
                argumentSet("active", spec().put("mode", "active")),
                argumentSet("advisory", spec().put("mode", "advisory")),
                argumentSet("calibration off", spec().put("calibration", "off")),
                argumentSet("a drain", spec().put("drainWithin", "1m30s")),
                argumentSet("scaled by the controller", spec().put("actuation", "scale")),
                argumentSet("calibration observed", spec().put("calibration", "observe")),
                argumentSet(
                        "no profile, calibration on",
                        without(spec(), "modelProfile").put("calibration", "on")),
                argumentSet("a stage", spec().put("role", "prefill")),
                argumentSet(
                        "our own fields", spec().put("keepAccelerator", false).put("fallbackReplicas", 2)));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void whatIsValidIsStoredWhole(JsonObject spec) {
        var answer = create(spec);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var stored = new JsonObject(answer.body()).getJsonObject("spec");
        assertThat(stored.copy().mergeIn(spec, true))
                .as("nothing of it is dropped")
                .isEqualTo(stored);
    }

    static Stream<Arguments> refused() {
        var bothTimes = accelerator().put("alpha", "20.58").put("beta", "0.41");
        var noBeta = new JsonObject().put("alpha", "20.58");
        return Stream.of(
                argumentSet("no spec", null, "spec: Required value"),
                argumentSet("no modelID", without(spec(), "modelID"), "spec.modelID: Required value"),
                argumentSet("an empty modelID", spec().put("modelID", ""), "spec.modelID"),
                argumentSet("no accelerators", specWith(), "spec.modelProfile.accelerators"),
                argumentSet("no times", specWith(accelerator()), "give alpha and beta, or perfParms"),
                argumentSet(
                        "alpha without beta",
                        specWith(accelerator().put("alpha", "20.58")),
                        "give alpha and beta, or perfParms"),
                argumentSet(
                        "alpha that is no decimal",
                        specWith(bothTimes.copy().put("alpha", "fast")),
                        "accelerators[0].alpha"),
                argumentSet(
                        "alpha with an exponent",
                        specWith(bothTimes.copy().put("alpha", "2e1")),
                        "accelerators[0].alpha"),
                argumentSet("negative beta", specWith(bothTimes.copy().put("beta", "-0.41")), "accelerators[0].beta"),
                argumentSet(
                        "alpha as a number", specWith(bothTimes.copy().put("alpha", 20.58)), "accelerators[0].alpha"),
                argumentSet(
                        "decode without beta",
                        specWith(accelerator().put("perfParms", new JsonObject().put("decodeParms", noBeta))),
                        "decodeParms needs alpha and beta"),
                argumentSet(
                        "an empty accelerator name", specWith(bothTimes.copy().put("acc", "")), "accelerators[0].acc"),
                argumentSet("no units", specWith(bothTimes.copy().put("accCount", 0)), "accelerators[0].accCount"),
                argumentSet(
                        "no batch", specWith(bothTimes.copy().put("maxBatchSize", 0)), "accelerators[0].maxBatchSize"),
                argumentSet("the same accelerator twice", specWith(bothTimes, bothTimes), "Duplicate value"),
                argumentSet(
                        "minReplicas above maxReplicas",
                        spec().put("minReplicas", 3).put("maxReplicas", 2),
                        "minReplicas must not be above maxReplicas"),
                argumentSet("negative minReplicas", spec().put("minReplicas", -1), "spec.minReplicas"),
                argumentSet("negative maxReplicas", spec().put("maxReplicas", -1), "spec.maxReplicas"),
                argumentSet("fractional minReplicas", spec().put("minReplicas", 1.5), "spec.minReplicas"),
                argumentSet(
                        "no stage that there is", spec().put("role", "encode"), "\"prefill\", \"decode\", \"both\""),
                argumentSet("a price as a number", spec().put("variantCost", 12.5), "spec.variantCost"),
                argumentSet("a negative price", spec().put("variantCost", "-1"), "spec.variantCost"),
                argumentSet(
                        "a price beyond any",
                        spec().put("variantCost", "1000000000.5"),
                        "variantCost must not be above 1000000000"),
                argumentSet("no mode that there is", spec().put("mode", "off"), "\"active\", \"advisory\""),
                argumentSet(
                        "no calibration that there is",
                        spec().put("calibration", "auto"),
                        "\"off\", \"observe\", \"on\""),
                argumentSet(
                        "a target without a name",
                        spec().put("scaleTargetRef", new JsonObject().put("kind", "Deployment")),
                        "spec.scaleTargetRef.name: Required value"),
                argumentSet(
                        "an empty target",
                        spec().put("scaleTargetRef", new JsonObject().put("name", "")),
                        "should be at least 1 chars long"),
                argumentSet("a modelID beyond any", spec().put("modelID", "m".repeat(513)), "may not be more than 512"),
                argumentSet(
                        "keepAccelerator as text", spec().put("keepAccelerator", "true"), "must be of type boolean"),
                argumentSet("no actuation that there is", spec().put("actuation", "hpa"), "Unsupported value"),
                argumentSet("a drain as a number", spec().put("drainWithin", 120), "must be of type string"),
                argumentSet("a drain without a unit", spec().put("drainWithin", "120"), "spec.drainWithin"),
                argumentSet("calibration as a boolean", spec().put("calibration", true), "spec.calibration"),
                argumentSet("negative fallbackReplicas", spec().put("fallbackReplicas", -1), "spec.fallbackReplicas"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesAndSaysWhere(JsonObject spec, String complaint) {
        var answer = create(spec);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(new JsonObject(answer.body()).getString("message")).contains(complaint);
    }

    @Test
    void takesTheSampleOfAnAdvisoryVariant() {
        var namespace = plane.createNamespace("advisory");
        plane.apply(Manifests.file("deploy/samples/advisory-variant.yaml").inNamespace(namespace));

        var stored = new JsonObject(plane.send(
                        "GET",
                        "/apis/llmd.ai/v1alpha1/namespaces/" + namespace + "/variantautoscalings/vllme-deployment",
                        "application/json",
                        "")
                .body());
        assertThat(stored.getJsonObject("spec").getString("mode")).isEqualTo("advisory");
        assertThat(stored.getJsonObject("spec").getString("variantCost")).isEqualTo("40.00");
    }

    @Test
    void fillsInTheKindOfTheTarget() {
        var answer = create(spec().put("scaleTargetRef", new JsonObject().put("name", "vllm")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(new JsonObject(answer.body()).getJsonObject("spec").getJsonObject("scaleTargetRef"))
                .isEqualTo(new JsonObject()
                        .put("apiVersion", "apps/v1")
                        .put("kind", "Deployment")
                        .put("name", "vllm"));
    }

    @Test
    void refusesAnUpdateThatBreaksARule() {
        var name = new JsonObject(create(spec().put("maxReplicas", 2)).body())
                .getJsonObject("metadata")
                .getString("name");

        var answer = plane.send(
                "PATCH", path + "/" + name, "application/merge-patch+json", "{\"spec\":{\"minReplicas\":5}}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("minReplicas must not be above maxReplicas");
    }

    private static HttpResponse<String> create(JsonObject spec) {
        var resource = resource("va-" + UUID.randomUUID(), spec);
        if (spec == null) {
            resource.remove("spec");
        }
        return plane.send("POST", path, "application/json", resource.encode());
    }

    private static JsonObject without(JsonObject spec, String field) {
        spec.remove(field);
        return spec;
    }
}
