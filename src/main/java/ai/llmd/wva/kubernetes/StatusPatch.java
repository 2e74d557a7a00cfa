package ai.llmd.wva.kubernetes;

import ai.llmd.wva.kubernetes.resource.VariantAutoscalingStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON merge patch (RFC 7396) that makes the status say {@code after}: the whole of it, and null for each field that only
 * {@code before} had. The uid in it keeps the patch from a resource that was re-created under the same name.
 */
final class StatusPatch {
    private StatusPatch() {}

    static String json(
            KubernetesSerialization json, String uid, VariantAutoscalingStatus before, VariantAutoscalingStatus after) {
        var patch = new LinkedHashMap<String, Object>();
        patch.put("metadata", Map.of("uid", uid));
        patch.put("status", replace(map(json, before), map(json, after)));
        return json.asJson(patch);
    }

    private static Map<?, ?> map(KubernetesSerialization json, VariantAutoscalingStatus status) {
        return json.convertValue(status, Map.class);
    }

    private static Map<String, Object> replace(Map<?, ?> before, Map<?, ?> after) {
        var patch = new LinkedHashMap<String, Object>();
        before.keySet().forEach(key -> patch.put((String) key, null));
        after.forEach((key, value) -> patch.put(
                (String) key,
                value instanceof Map<?, ?> inner && before.get(key) instanceof Map<?, ?> old
                        ? replace(old, inner)
                        : value));
        return patch;
    }
}
