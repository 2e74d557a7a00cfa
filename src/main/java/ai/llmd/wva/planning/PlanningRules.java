package ai.llmd.wva.planning;

import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.SolverKind;
import java.util.OptionalDouble;

/**
 * How to plan.
 *
 * @param solver shares out accelerators where their number is limited
 * @param saturation what variants get that capacity does not suffice for
 * @param delayedBestEffort whether the greedy solver hands out partial service only after every priority was served
 * @param live whether the variants run and serve. Then a change of accelerator is only advised, and a variant keeps
 *     what the traffic needs that it gets now. Not live, a plan is what would be best from nothing.
 * @param law sizes the replicas of profiles that know their prefill
 * @param untilGap the share of its cost by which a plan may be proven to be above the best one before the near-exact
 *     solver stops, if the limit lets it; empty where it does as many steps as it counts for a problem of that size
 */
public record PlanningRules(
        SolverKind solver,
        SaturationPolicy saturation,
        boolean delayedBestEffort,
        boolean live,
        SizingLaw law,
        OptionalDouble untilGap) {
    /** What the controller does unless configured otherwise. */
    public static final PlanningRules DEFAULT =
            controller(SolverKind.NEAR_EXACT, SaturationPolicy.PRIORITY_ROUND_ROBIN);

    /** By the default law. */
    public PlanningRules(SolverKind solver, SaturationPolicy saturation, boolean delayedBestEffort, boolean live) {
        this(solver, saturation, delayedBestEffort, live, SizingLaw.DEFAULT);
    }

    /** With as many steps as the solver counts. */
    public PlanningRules(
            SolverKind solver, SaturationPolicy saturation, boolean delayedBestEffort, boolean live, SizingLaw law) {
        this(solver, saturation, delayedBestEffort, live, law, OptionalDouble.empty());
    }

    /** For variants that run. */
    public static PlanningRules controller(SolverKind solver, SaturationPolicy saturation) {
        return controller(solver, saturation, SizingLaw.DEFAULT);
    }

    /** For variants that run. */
    public static PlanningRules controller(SolverKind solver, SaturationPolicy saturation, SizingLaw law) {
        return new PlanningRules(solver, saturation, false, true, law);
    }
}
