package ai.llmd.wva.optimize;

import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.ReplicaArithmetic;

/**
 * What a server gets on one accelerator.
 *
 * @param costCentsPerHour of its replicas, also where they are held for want of anything better
 */
public record ServerPart(Decision decision, double costCentsPerHour) {
    public int replicas() {
        return decision.desiredReplicas().orElse(0);
    }

    /** Replicas that its share of the load needs, by the largest rate that one carries. */
    public int neededReplicas() {
        return decision.allocation()
                .filter(allocation -> allocation.maxRatePerSecond() > 0)
                .map(ServerPart::needed)
                .orElseGet(this::replicas);
    }

    private static int needed(Allocation allocation) {
        return Math.max(
                allocation.replicas(),
                ReplicaArithmetic.fewest(allocation.rateTargetPerSecond(), allocation.maxRatePerSecond()));
    }
}
