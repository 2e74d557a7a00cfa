package ai.llmd.wva.deploy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The parts of a VariantAutoscaling as a user writes them. */
final class VariantAutoscalings {
    private VariantAutoscalings() {}

    /** A complete spec with one accelerator, profiled by alpha and beta. */
    static JsonObject spec() {
        return specWith(accelerator().put("alpha", "20.58").put("beta", "0.41"));
    }

    /** A complete spec but for the profile, which is given. */
    static JsonObject specWith(JsonObject... accelerators) {
        return new JsonObject()
                .put("modelID", "default/default")
                .put("modelProfile", new JsonObject().put("accelerators", JsonArray.of((Object[]) accelerators)));
    }

    /** An accelerator without the times that make its profile. */
    static JsonObject accelerator() {
        return new JsonObject().put("acc", "A100").put("accCount", 1).put("maxBatchSize", 4);
    }

    /** The profile with decode and prefill apart. */
    static JsonObject performance(JsonObject decode, JsonObject prefill) {
        return new JsonObject().put("decodeParms", decode).put("prefillParms", prefill);
    }

    /** The first accelerator of a spec, to change. */
    static JsonObject firstAccelerator(JsonObject spec) {
        return spec.getJsonObject("modelProfile").getJsonArray("accelerators").getJsonObject(0);
    }

    static JsonObject resource(String name, JsonObject spec) {
        return new JsonObject()
                .put("apiVersion", "llmd.ai/v1alpha1")
                .put("kind", "VariantAutoscaling")
                .put("metadata", new JsonObject().put("name", name))
                .put("spec", spec);
    }
}
