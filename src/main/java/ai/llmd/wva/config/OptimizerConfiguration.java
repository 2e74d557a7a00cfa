package ai.llmd.wva.config;

import ai.llmd.wva.model.PolicyKind;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.SolverKind;
import java.time.Duration;

/**
 * Planning, on a worker thread of its own.
 *
 * @param policy decides
 * @param timeLimit of one cycle's planning
 * @param solver shares out accelerators that are limited
 * @param saturationPolicy what variants get that capacity does not suffice for
 * @param law sizes the replicas of profiles that know their prefill
 */
public record OptimizerConfiguration(
        PolicyKind policy, Duration timeLimit, SolverKind solver, SaturationPolicy saturationPolicy, SizingLaw law) {
    public static OptimizerConfiguration defaults() {
        return new OptimizerConfiguration(
                PolicyKind.WVA,
                Duration.ofSeconds(10),
                SolverKind.NEAR_EXACT,
                SaturationPolicy.PRIORITY_ROUND_ROBIN,
                SizingLaw.DEFAULT);
    }
}
