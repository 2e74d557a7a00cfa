package ai.llmd.wva.planning;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.planning.solver.AllocationSolution;
import ai.llmd.wva.policy.Costs;
import java.util.Collection;
import java.util.List;

/** How good the decisions are together. */
final class Summaries {
    private Summaries() {}

    /** @param solutions of those among whom limited accelerators were shared out */
    static PlanSummary of(Fleet fleet, Collection<Decision> decisions, List<AllocationSolution> solutions) {
        double cost = Costs.centsPerHour(fleet, decisions);
        double excess = 0;
        boolean serviceProven = true;
        boolean complete = true;
        for (var solution : solutions) {
            excess += solution.value() - solution.lowerBound();
            serviceProven &= solution.serviceProven();
            complete &= solution.complete();
        }
        var solver = solutions.isEmpty() ? "" : solutions.get(0).solver();
        return new PlanSummary(solver, cost, cost - excess, serviceProven, complete);
    }
}
