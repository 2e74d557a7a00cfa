package ai.llmd.wva.optimize;

import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Rationale.OwnLoad;
import ai.llmd.wva.model.ReplicaArithmetic;
import ai.llmd.wva.model.ReplicaPrice;
import java.util.Optional;

/**
 * What a server gets on one accelerator.
 *
 * @param costCentsPerHour of its replicas, also where they are held for want of anything better
 * @param price of one of them; empty where its accelerator has none
 * @param keptFrom what would cost less if moving there counted for nothing
 */
public record ServerPart(
        Decision decision, double costCentsPerHour, Optional<ReplicaPrice> price, Optional<Alternative> keptFrom) {
    public int replicas() {
        return decision.desiredReplicas().orElse(0);
    }

    int affordedReplicas() {
        return decision.rationale() instanceof OwnLoad load
                ? load.shortage()
                        .map(shortage -> Math.min(shortage.replicas(), replicas()))
                        .orElse(replicas())
                : replicas();
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
