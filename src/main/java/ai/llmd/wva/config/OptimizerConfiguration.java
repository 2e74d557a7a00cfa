package ai.llmd.wva.config;

import ai.llmd.wva.model.PolicyKind;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SolverKind;
import java.time.Duration;

/**
 * Planning, on worker threads of its own.
 *
 * @param workerPoolSize threads
 * @param policy decides
 * @param timeLimit of one cycle's planning
 * @param solver shares out accelerators that are limited
 * @param saturationPolicy what variants get that capacity does not suffice for
 */
public record OptimizerConfiguration(
        int workerPoolSize,
        PolicyKind policy,
        Duration timeLimit,
        SolverKind solver,
        SaturationPolicy saturationPolicy) {
    public static OptimizerConfiguration defaults() {
        return new OptimizerConfiguration(
                1,
                PolicyKind.WVA,
                Duration.ofSeconds(10),
                SolverKind.NEAR_EXACT,
                SaturationPolicy.PRIORITY_ROUND_ROBIN);
    }
}
