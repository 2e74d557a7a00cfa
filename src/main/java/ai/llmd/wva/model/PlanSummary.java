package ai.llmd.wva.model;

/**
 * How good a plan is as a whole.
 *
 * @param solver label of the solver whose plan it is; empty where nothing had to be shared out
 * @param costCentsPerHour of all replicas planned
 * @param lowerBoundCentsPerHour no plan that serves as many in every priority costs less, whatever it would take to
 *     move there; {@code -Infinity} where nothing is proven
 * @param serviceProven whether it is proven that no plan serves more, priority by priority
 * @param complete false where the time limit cut the search short: the plan is the best that was found until then, and
 *     not proven to be within the gap that was asked for
 */
public record PlanSummary(
        String solver,
        double costCentsPerHour,
        double lowerBoundCentsPerHour,
        boolean serviceProven,
        boolean complete) {

    /**
     * By how much the plan may cost more than the best one, as a share of its cost; 0 = proven to be the cheapest, NaN
     * = nothing is proven.
     */
    public double gap() {
        if (lowerBoundCentsPerHour == Double.NEGATIVE_INFINITY) {
            return Double.NaN;
        }
        return costCentsPerHour <= 0 ? 0 : Math.max(0, (costCentsPerHour - lowerBoundCentsPerHour) / costCentsPerHour);
    }
}
