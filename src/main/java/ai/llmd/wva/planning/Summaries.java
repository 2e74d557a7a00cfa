package ai.llmd.wva.planning;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.planning.solver.AllocationSolution;
import ai.llmd.wva.policy.Costs;
import java.util.Collection;
import java.util.Optional;

/** How good the decisions are together. */
final class Summaries {
    private Summaries() {}

    static PlanSummary of(Fleet fleet, Collection<Decision> decisions, Optional<AllocationSolution> solution) {
        double cost = Costs.centsPerHour(fleet, decisions);
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
}
