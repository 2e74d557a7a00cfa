package ai.llmd.wva.queueing;

/** What keeps a batch from growing. */
public enum BatchBound {
    /** The largest batch that the engine is configured for. */
    BATCH_SIZE,
    /** The KV cache holds no more requests. */
    KV_CACHE,
    /** Prompts and tokens of more requests would not fit in the steps. */
    STEP_BUDGET
}
