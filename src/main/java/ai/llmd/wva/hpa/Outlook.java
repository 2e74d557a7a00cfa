package ai.llmd.wva.hpa;

import ai.llmd.wva.model.Checks;
import java.util.List;

/**
 * What an autoscaler makes of a decided number of replicas at its next looks, where all pods are ready and neither
 * windows nor policies hold it back.
 *
 * @param replicas where the next look leads; {@code desired} with {@link Kind#FOLLOWED}, save that a metric compared
 *     by {@link HpaMetric.Kind#VALUE} comes in thousandths, which may make it one more for a while
 */
public record Outlook(Kind kind, int replicas) {
    /** Whether the decided number is reached. */
    public enum Kind {
        FOLLOWED,
        /** It is within the tolerance of what there is, and changes nothing. */
        TOLERATED,
        BELOW_MINIMUM,
        ABOVE_MAXIMUM
    }

    /**
     * Looks ahead.
     *
     * @param spec with one metric, which is {@code desired} for {@link HpaMetric.Kind#AVERAGE_VALUE} and the ratio of
     *     {@code desired} and {@code running} for {@link HpaMetric.Kind#VALUE}
     * @param running what the target has, >= 1: from 0 an autoscaler wakes only what it has put to sleep itself
     * @param desired what is decided, >= 0
     */
    public static Outlook of(HpaSpec spec, HpaFlags flags, int running, int desired) {
        Checks.atLeast(1, running, "running");
        Checks.atLeast(0, desired, "desired");
        var within = clamped(spec, running);
        // out of its bounds it goes into them first, and looks at the metric there
        int replicas = within == running ? clamped(spec, proposed(spec, flags, running, desired)) : within;
        if (desired > spec.maxReplicas()) {
            return new Outlook(Kind.ABOVE_MAXIMUM, replicas);
        }
        if (desired < spec.minReplicas()) {
            return new Outlook(Kind.BELOW_MINIMUM, replicas);
        }
        var tolerated = replicas == running && desired != running;
        return new Outlook(tolerated ? Kind.TOLERATED : Kind.FOLLOWED, replicas);
    }

    private static int proposed(HpaSpec spec, HpaFlags flags, int running, int desired) {
        // only a ratio is multiplied by the pods that there are
        var byPods = spec.metrics().get(0).kind() == HpaMetric.Kind.VALUE;
        var seen = new HpaSeen(
                0,
                running,
                running,
                byPods ? HpaPod.counted(running, 0) : List.of(),
                List.of(MetricReading.adapter(byPods ? (double) desired / running : desired)));
        return new Proposals(spec, flags)
                .most(seen)
                .map(Proposals.Proposal::replicas)
                .orElse(running);
    }

    private static int clamped(HpaSpec spec, int replicas) {
        return Math.max(spec.minReplicas(), Math.min(spec.maxReplicas(), replicas));
    }
}
