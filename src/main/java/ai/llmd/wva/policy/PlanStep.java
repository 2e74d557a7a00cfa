package ai.llmd.wva.policy;

import ai.llmd.wva.model.Plan;
import java.util.List;

/**
 * What one cycle of planning gives.
 *
 * @param memory what the next cycle is handed
 * @param failures faults of ours on the way; the variants concerned have the outcome {@code FAILED}
 */
public record PlanStep<M>(Plan plan, M memory, List<PlanningFailure> failures) {
    public PlanStep {
        failures = List.copyOf(failures);
    }

    /** One without a fault. */
    public PlanStep(Plan plan, M memory) {
        this(plan, memory, List.of());
    }
}
