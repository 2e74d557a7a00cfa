package ai.llmd.wva.planning;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.policy.Costs;
import java.util.Collection;
import java.util.List;

/** How good the decisions are together. */
final class Summaries {
    private Summaries() {}

    /**
     * Sums up.
     *
     * @param sharings among whom limited accelerators were shared out
     * @param keptForMovesCentsPerHour what is paid by the others for not moving
     */
    static PlanSummary of(
            Fleet fleet, Collection<Decision> decisions, List<Sharing> sharings, double keptForMovesCentsPerHour) {
        double cost = Costs.centsPerHour(fleet, decisions);
        double excess = keptForMovesCentsPerHour;
        boolean serviceProven = true;
        boolean complete = true;
        for (var sharing : sharings) {
            excess += sharing.excessCentsPerHour();
            serviceProven &= sharing.solution().serviceProven();
            complete &= sharing.solution().complete();
        }
        var solver = sharings.isEmpty() ? "" : sharings.get(0).solution().solver();
        return new PlanSummary(solver, cost, cost - excess, serviceProven, complete);
    }
}
