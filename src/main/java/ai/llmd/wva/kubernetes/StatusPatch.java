package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.ControllerStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;

/**
 * A JSON patch (RFC 6902) that replaces the whole status, provided that the resource is still the one meant. The test
 * is part of the patch because a status update ignores a uid in the metadata: without it, a resource that was
 * re-created under the same name would get the status of its predecessor.
 */
final class StatusPatch {
    private static final int UNPROCESSABLE = 422;

    private StatusPatch() {}

    static String json(KubernetesSerialization json, String uid, VariantAutoscalingStatus status) {
        return json.asJson(List.of(
                Map.of("op", "test", "path", "/metadata/uid", "value", uid),
                Map.of("op", "add", "path", "/status", "value", status)));
    }

    /** Adds to a status that another controller wants the resource too, and changes nothing else. */
    static String contend(KubernetesSerialization json, String uid, ControllerStatus mark) {
        return json.asJson(List.of(
                Map.of("op", "test", "path", "/metadata/uid", "value", uid),
                Map.of("op", "add", "path", "/status/contender", "value", mark)));
    }

    /** Takes one's own claim out of a status, unless another controller's came between. */
    static String letGo(KubernetesSerialization json, String uid, ControllerStatus own) {
        return json.asJson(List.of(
                Map.of("op", "test", "path", "/metadata/uid", "value", uid),
                Map.of("op", "test", "path", "/status/controller/namespace", "value", own.namespace()),
                Map.of("op", "remove", "path", "/status/controller")));
    }

    /**
     * Whether a patch was refused because the resource is no longer the one meant. A failed test is answered by 422
     * without a cause; a status that the schema does not take by 422 with the fields at fault.
     */
    static boolean metAnotherResource(KubernetesClientException refusal) {
        var details = refusal.getStatus() == null ? null : refusal.getStatus().getDetails();
        return refusal.getCode() == UNPROCESSABLE
                && (details == null
                        || details.getCauses() == null
                        || details.getCauses().isEmpty());
    }
}
