package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;

/**
 * A JSON patch (RFC 6902) that replaces the whole status, provided that the resource is still the one meant. The test is
 * part of the patch because a status update ignores a uid in the metadata: without it, a resource that was re-created under
 * the same name would get the status of its predecessor.
 */
final class StatusPatch {
    private StatusPatch() {}

    static String json(KubernetesSerialization json, String uid, VariantAutoscalingStatus status) {
        return json.asJson(List.of(
                Map.of("op", "test", "path", "/metadata/uid", "value", uid),
                Map.of("op", "add", "path", "/status", "value", status)));
    }
}
