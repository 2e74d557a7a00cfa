package ai.llmd.wva.hpa;

import ai.llmd.wva.model.Checks;
import java.util.List;
import java.util.Optional;

/**
 * What a HorizontalPodAutoscaler is told.
 *
 * @param minReplicas 0 needs a metric that is not counted by pods, and {@link HpaFlags#scaleToZero}
 * @param maxReplicas at least 1 and minReplicas
 * @param metrics the one that wants most wins
 * @param behavior where it is absent the controller follows an older rule: up to twice the replicas or 4 at a step,
 *     down after {@link HpaFlags#downscaleStabilizationSeconds}, and no account of earlier steps
 */
public record HpaSpec(int minReplicas, int maxReplicas, List<HpaMetric> metrics, Optional<HpaBehavior> behavior) {
    public HpaSpec {
        Checks.atLeast(0, minReplicas, "minReplicas");
        Checks.atLeast(Math.max(1, minReplicas), maxReplicas, "maxReplicas");
        metrics = List.copyOf(metrics);
        Checks.atLeast(1, metrics.size(), "the number of metrics");
        Checks.present(behavior, "behavior");
        if (minReplicas == 0 && !knowsLoadWithoutPods(metrics)) {
            throw new IllegalArgumentException("minReplicas 0 needs a metric that is not counted by pods");
        }
    }

    private static boolean knowsLoadWithoutPods(List<HpaMetric> metrics) {
        return metrics.stream().anyMatch(metric -> metric.kind() != HpaMetric.Kind.PODS);
    }
}
