package ai.llmd.wva.model;

/** What decided a variant's replicas. */
public enum Constraint {
    /** The target for the inter-token latency. */
    ITL,
    /** The target for the time to first token. */
    TTFT,
    /** The target in tokens per second. */
    TOKENS_PER_SECOND,
    /** What a replica gets done: every target would be met by more. */
    THROUGHPUT,
    /** {@code minReplicas}. */
    MINIMUM,
    /** {@code maxReplicas}. */
    MAXIMUM,
    /** The accelerators that there are. */
    CAPACITY,
    /** Requests that the variant still gets, until they go elsewhere. */
    TRAFFIC,
    /** The last good decision is held. */
    HOLD,
    /** Requests are waiting: no scale-in. */
    QUEUE,
    /** The load is hardly less than what the replicas were for: no scale-in by chance. */
    STEADINESS,
    /** Clients give up in the queue: at least one replica more than serve. */
    HIDDEN_DEMAND,
    /** Demand that is only estimated may double the replicas in a cycle, and no more. */
    DOUBLING,
    /** Nothing. */
    NONE
}
