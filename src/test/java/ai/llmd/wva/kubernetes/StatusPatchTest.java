package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.Actuation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusPatchTest {
    @Test
    void replacesTheWholeStatusOfThisResourceOnly() {
        var json = new KubernetesSerialization();
        var status = new VariantAutoscalingStatus(null, null, null, null, null, new Actuation(false), List.of());

        Object patch = json.unmarshal(StatusPatch.json(json, "u-1", status), List.class);

        assertThat(patch)
                .isEqualTo(List.of(
                        Map.of("op", "test", "path", "/metadata/uid", "value", "u-1"),
                        Map.of(
                                "op",
                                "add",
                                "path",
                                "/status",
                                "value",
                                Map.of("actuation", Map.of("applied", false), "conditions", List.of()))));
    }
}
