package ai.llmd.wva.model;

/** How a decision came about. */
public enum Outcome {
    /** Sized from the measured load. */
    OPTIMIZED,
    /** Load is unknown or partial: the last good decision stays. */
    HELD,
    /** Load has been unknown for longer than the hold limit: fallbackReplicas. */
    FALLBACK,
    /** No number of replicas meets the targets: the last good decision stays. */
    INFEASIBLE,
    /** The declaration cannot be used: the last good decision stays. */
    INVALID,
    /** How fast it is is not known yet: what it has stays. */
    UNPROFILED,
    /** Its owner froze it: the last decision stays. */
    FROZEN,
    /** A fault of ours kept the policy from deciding: the last good decision stays. */
    FAILED;

    public boolean succeeded() {
        return this == OPTIMIZED;
    }
}
