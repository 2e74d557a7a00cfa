package ai.llmd.wva.demo;

import java.util.OptionalInt;

/**
 * How a HorizontalPodAutoscaler follows an external metric of type AverageValue
 * (kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale, "Algorithm details").
 *
 * @param targetAverage the value that each replica is worth
 */
record AutoscalerRule(int minReplicas, int maxReplicas, double targetAverage) {
    /** A ratio this close to 1 changes nothing. */
    private static final double TOLERANCE = 0.1;

    /** The replicas to set; empty where all stays as it is. */
    OptionalInt desired(int current, double metric) {
        if (current == 0) {
            // scaled to zero by hand: the autoscaler is off
            return OptionalInt.empty();
        }
        var ratio = metric / (targetAverage * current);
        var wanted = Math.abs(ratio - 1) <= TOLERANCE ? current : (int) Math.ceil(metric / targetAverage);
        var bounded = Math.max(minReplicas, Math.min(maxReplicas, wanted));
        return bounded == current ? OptionalInt.empty() : OptionalInt.of(bounded);
    }
}
