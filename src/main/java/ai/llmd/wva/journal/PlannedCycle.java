package ai.llmd.wva.journal;

import ai.llmd.wva.model.Checks;
import ai.llmd.wva.model.Plan;

/**
 * A cycle as it is journalled.
 *
 * @param memory what the policy remembered before it: a record of the policy's own
 */
public record PlannedCycle(Object memory, Plan plan) {
    public PlannedCycle {
        Checks.present(memory, "memory");
        Checks.present(plan, "plan");
    }
}
