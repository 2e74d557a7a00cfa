package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import java.util.List;

/** An autoscaler with nothing in it but what {@link AutoscalerFacts} reads. */
final class SlimAutoscaler {
    private SlimAutoscaler() {}

    static HorizontalPodAutoscaler of(HorizontalPodAutoscaler whole) {
        var spec = new HorizontalPodAutoscalerSpec();
        if (whole.getSpec() != null) {
            spec.setScaleTargetRef(whole.getSpec().getScaleTargetRef());
            spec.setMinReplicas(whole.getSpec().getMinReplicas());
            spec.setMaxReplicas(whole.getSpec().getMaxReplicas());
            spec.setMetrics(whole.getSpec().getMetrics());
            spec.setBehavior(tolerances(whole.getSpec().getBehavior()));
        }
        var metadata = Slim.identity(whole);
        Ownership.controller(whole.getMetadata()).ifPresent(metadata::withOwnerReferences);
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(metadata.build())
                .withSpec(spec)
                .build();
    }

    /** Null where none is stated. */
    private static HorizontalPodAutoscalerBehavior tolerances(HorizontalPodAutoscalerBehavior behavior) {
        if (behavior == null) {
            return null;
        }
        var up = tolerance(behavior.getScaleUp());
        var down = tolerance(behavior.getScaleDown());
        return up == null && down == null ? null : new HorizontalPodAutoscalerBehavior(down, up);
    }

    private static HPAScalingRules tolerance(HPAScalingRules rules) {
        return rules == null || rules.getTolerance() == null
                ? null
                : new HPAScalingRules(List.of(), null, null, rules.getTolerance());
    }
}
