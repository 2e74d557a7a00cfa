package ai.llmd.wva.policy;

import ai.llmd.wva.model.Plan;
import java.util.List;
import java.util.Optional;

/**
 * What one cycle of planning gives.
 *
 * @param memory what the next cycle is handed
 * @param failures faults of ours on the way; the variants concerned have the outcome {@code FAILED}
 * @param problem what was solved, where that is an integer problem that others could check
 */
public record PlanStep<M>(Plan plan, M memory, List<PlanningFailure> failures, Optional<SolvedProblem> problem) {
    public PlanStep {
        failures = List.copyOf(failures);
    }

    /** Of a policy that solves no such problem. */
    public PlanStep(Plan plan, M memory, List<PlanningFailure> failures) {
        this(plan, memory, failures, Optional.empty());
    }

    /** One without a fault. */
    public PlanStep(Plan plan, M memory) {
        this(plan, memory, List.of());
    }
}
