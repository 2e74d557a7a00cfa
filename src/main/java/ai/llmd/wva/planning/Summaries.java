package ai.llmd.wva.planning;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.planning.solver.AllocationSolution;
import java.util.Collection;
import java.util.Optional;

/** How good the decisions are together. */
final class Summaries {
    private Summaries() {}

    static PlanSummary of(Fleet fleet, Collection<Decision> decisions, Optional<AllocationSolution> solution) {
        double cost = 0;
        for (var decision : decisions) {
            cost += cost(fleet, decision);
        }
        if (solution.isEmpty()) {
            return new PlanSummary("", cost, cost, true, true);
        }
        var found = solution.get();
        return new PlanSummary(
                found.solver(),
                cost,
                cost - (found.value() - found.lowerBound()),
                found.serviceProven(),
                found.complete());
    }

    private static double cost(Fleet fleet, Decision decision) {
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
