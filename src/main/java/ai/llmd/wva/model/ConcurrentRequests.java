package ai.llmd.wva.model;

import java.util.Optional;

/**
 * How many requests a replica that batches continuously serves at once.
 *
 * @param limit what keeps it from more
 * @param most how many, in the mean, >= 1
 * @param cached what the prefix cache saves, where that is worth telling
 */
public record ConcurrentRequests(Limit limit, double most, Optional<CachedPrompts> cached) {

    /**
     * Prompts that are computed in part.
     *
     * @param inputTokens of a mean prompt
     * @param cachedTokens of these, the ones that are not computed
     */
    public record CachedPrompts(double inputTokens, double cachedTokens) {}

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
