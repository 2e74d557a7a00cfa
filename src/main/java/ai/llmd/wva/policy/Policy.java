package ai.llmd.wva.policy;

import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.WorkLimit;

/**
 * Decides on a fleet from what was observed of it. Pure: the same observation and memory give the same plan and memory,
 * to the bit, unless the limit cuts its search short. Has no state of its own, and may be used by several threads.
 *
 * @param <M> what it remembers from one cycle to the next: immutable, and nobody else's business
 */
public interface Policy<M> {

    /** What it remembers before the first cycle. */
    M initialMemory();

    /**
     * Decides on every variant of the observation. A variant that cannot be decided on, be it for a fault of the policy
     * itself, keeps what it has; {@link PolicyRun} sees to that where a policy throws.
     *
     * @param memory of the cycle before, or the initial one
     * @param limit when to stop searching and take the best plan found
     */
    PlanStep<M> plan(Observation observation, M memory, WorkLimit limit);
}
