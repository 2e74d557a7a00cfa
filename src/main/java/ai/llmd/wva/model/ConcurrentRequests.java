package ai.llmd.wva.model;

/**
 * How many requests a replica that batches continuously serves at once.
 *
 * @param limit what keeps it from more
 * @param most how many, in the mean, >= 1
 */
public record ConcurrentRequests(Limit limit, double most) {

    /** What keeps a batch from growing. */
    public enum Limit {
        /** The profile's largest batch. */
        BATCH_SIZE,
        /** The tokens that the KV cache holds. */
        KV_CACHE,
        /** The tokens that a step computes. */
        STEP_BUDGET
    }
}
