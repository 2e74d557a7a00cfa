package ai.llmd.wva.planning;

import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SolverKind;

/**
 * How to plan.
 *
 * @param solver shares out accelerators where their number is limited
 * @param saturation what variants get that capacity does not suffice for
 * @param delayedBestEffort whether the greedy solver hands out partial service only after every priority was served
 * @param live whether the variants run and serve. Then a change of accelerator is only advised, and a variant keeps
 *     what the traffic needs that it gets now. Not live, a plan is what would be best from nothing.
 */
public record PlanningRules(SolverKind solver, SaturationPolicy saturation, boolean delayedBestEffort, boolean live) {
    /** What the controller does unless configured otherwise. */
    public static final PlanningRules DEFAULT =
            controller(SolverKind.NEAR_EXACT, SaturationPolicy.PRIORITY_ROUND_ROBIN);

    /** For variants that run. */
    public static PlanningRules controller(SolverKind solver, SaturationPolicy saturation) {
        return new PlanningRules(solver, saturation, false, true);
    }
}
