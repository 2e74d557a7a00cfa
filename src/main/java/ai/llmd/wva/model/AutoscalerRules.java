package ai.llmd.wva.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a HorizontalPodAutoscaler goes by.
 *
 * @param scaledObject the KEDA ScaledObject that made it, if one did
 * @param followed its metrics that tell the controller's decision
 * @param otherMetrics names of its other metrics; resources such as CPU have none
 * @param scaleUpTolerance the share by which a metric may be above its target without a change; empty leaves it to the
 *     cluster
 * @param scaleDownTolerance likewise below
 * @param rivals names of further autoscalers with the same target
 */
public record AutoscalerRules(
        Optional<String> scaledObject,
        List<DecisionMetric> followed,
        List<String> otherMetrics,
        OptionalDouble scaleUpTolerance,
        OptionalDouble scaleDownTolerance,
        List<String> rivals) {
    public AutoscalerRules {
        Checks.present(scaledObject, "scaledObject");
        followed = List.copyOf(followed);
        otherMetrics = List.copyOf(otherMetrics);
        scaleUpTolerance.ifPresent(share -> Checks.notNegative(share, "scaleUpTolerance"));
        scaleDownTolerance.ifPresent(share -> Checks.notNegative(share, "scaleDownTolerance"));
        rivals = List.copyOf(rivals);
    }

    /** The metric by which it comes to the decided number; empty where none of them does that. */
    public Optional<DecisionMetric> steering() {
        return followed.stream().filter(DecisionMetric::steers).findFirst();
    }
}
