package ai.llmd.wva.hpa;

import ai.llmd.wva.model.Checks;
import java.util.List;
import java.util.Optional;

/**
 * A ScaledObject. Between 1 and its most replicas it is an autoscaler; KEDA itself goes to zero and comes from there.
 *
 * @param minReplicas 0 unless told otherwise
 * @param maxReplicas at least 1 and minReplicas; 100 unless told otherwise
 * @param pollingSeconds from one look at the triggers to the next
 * @param cooldownSeconds from the last active look to zero
 */
public record KedaSpec(
        int minReplicas,
        int maxReplicas,
        int pollingSeconds,
        int cooldownSeconds,
        List<KedaTrigger> triggers,
        Optional<HpaBehavior> behavior) {
    public static final int DEFAULT_POLLING_SECONDS = 30;
    public static final int DEFAULT_COOLDOWN_SECONDS = 300;

    public KedaSpec {
        Checks.atLeast(0, minReplicas, "minReplicaCount");
        Checks.atLeast(Math.max(1, minReplicas), maxReplicas, "maxReplicaCount");
        Checks.atLeast(1, pollingSeconds, "pollingInterval");
        Checks.atLeast(0, cooldownSeconds, "cooldownPeriod");
        triggers = List.copyOf(triggers);
        Checks.atLeast(1, triggers.size(), "the number of triggers");
        Checks.present(behavior, "behavior");
    }

    /** With the default intervals. */
    public static KedaSpec of(
            int minReplicas, int maxReplicas, List<KedaTrigger> triggers, Optional<HpaBehavior> behavior) {
        return new KedaSpec(
                minReplicas, maxReplicas, DEFAULT_POLLING_SECONDS, DEFAULT_COOLDOWN_SECONDS, triggers, behavior);
    }

    /** The autoscaler that KEDA makes; it asks KEDA for the metrics at each of its own looks, not at KEDA's. */
    public HpaSpec autoscaler() {
        var metrics = triggers.stream().map(KedaTrigger::metric).toList();
        return new HpaSpec(Math.max(1, minReplicas), maxReplicas, metrics, behavior);
    }
}
