package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.kubernetes.resource.VariantAutoscalingStatus;
import ai.llmd.wva.kubernetes.resource.VariantAutoscalingStatus.Actuation;
import ai.llmd.wva.kubernetes.resource.VariantAutoscalingStatus.DecisionStatus;
import ai.llmd.wva.kubernetes.resource.VariantAutoscalingStatus.DesiredOptimizedAlloc;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusPatchTest {
    @Test
    void saysTheWholeOfTheNewStatusAndUnsetsWhatIsNoLongerThere() {
        var before = new VariantAutoscalingStatus(
                null,
                new DesiredOptimizedAlloc("2026-01-02T03:04:05Z", "A100", 2),
                new DecisionStatus("first", "nothing", "L4", null),
                null,
                null,
                new Actuation(true),
                List.of());
        var after = new VariantAutoscalingStatus(
                null,
                null,
                new DecisionStatus("second", "nothing", null, null),
                null,
                null,
                new Actuation(false),
                List.of());

        assertThat(StatusPatch.json(new KubernetesSerialization(), "u-1", before, after))
                .isEqualTo("{\"metadata\":{\"uid\":\"u-1\"},\"status\":{\"desiredOptimizedAlloc\":null,"
                        + "\"decision\":{\"reason\":\"second\",\"bindingConstraint\":\"nothing\",\"runnerUp\":null},"
                        + "\"actuation\":{\"applied\":false},\"conditions\":[]}}");
    }
}
