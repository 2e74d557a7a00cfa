package ai.llmd.wva.model;

/** What stays while there is nothing good to decide from. */
public enum KeptDecision {
    /** The last good decision, within the bounds of now. */
    LAST_GOOD,
    /** Before the first good decision, what the target was asked to have. */
    DECLARED,
    /** The last good decision is too old: {@code fallbackReplicas}. */
    FALLBACK,
    /** Nothing runs, and requests wait that only a replica can tell anything of: one. */
    WOKEN,
    /** A queue stands: one replica more than there was. */
    RAISED,
    /** The target is missing and was never decided on. */
    NOTHING
}
