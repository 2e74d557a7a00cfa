package ai.llmd.wva.policy;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import java.util.Collection;

/** What decisions cost together. */
public final class Costs {
    private Costs() {}

    /** Cents per hour of all replicas decided on, where their accelerator has a price. */
    public static double centsPerHour(Fleet fleet, Collection<Decision> decisions) {
        double cost = 0;
        for (var decision : decisions) {
            cost += centsPerHour(fleet, decision);
        }
        return cost;
    }

    private static double centsPerHour(Fleet fleet, Decision decision) {
        if (decision.allocation().isPresent()) {
            return decision.allocation().get().costCentsPerHour();
        }
        var variant = fleet.variants().get(decision.id());
        return fleet.costCentsPerHour(
                        variant,
                        decision.accelerator(),
                        decision.desiredReplicas().orElse(0))
                .orElse(0);
    }
}
