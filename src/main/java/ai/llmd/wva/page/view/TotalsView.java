package ai.llmd.wva.page.view;

/**
 * The fleet in numbers; what has no price counts as nothing.
 *
 * @param holding variants that have no new decision
 * @param withProblems variants with a condition that needs attention
 * @param peakCostCentsPerHour of the most replicas that each variant had since the history began
 * @param spentCents since then
 * @param peakSpentCents what the most replicas would have cost all the time
 */
public record TotalsView(
        int variants,
        int holding,
        int withProblems,
        double costCentsPerHour,
        double desiredCostCentsPerHour,
        double peakCostCentsPerHour,
        double spentCents,
        double peakSpentCents,
        long sinceSeconds) {}
