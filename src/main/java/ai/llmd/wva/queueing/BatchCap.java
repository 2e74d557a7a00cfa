package ai.llmd.wva.queueing;

/**
 * How many requests a replica under {@link ContinuousBatching} serves at once.
 *
 * @param bound what keeps it from more
 * @param requests how many, in the mean, hence possibly fractional, >= 1
 */
public record BatchCap(BatchBound bound, double requests) {
    /**
     * How full a KV cache is for long. In a fuller one there is no room for what running requests add, and what is
     * preempted and computed again is more than the room gains. Measured with the simulated engine.
     */
    private static final double KV_FILL = 0.92;
    /** Half a block of 16 tokens, which the last one of a request leaves empty on average. */
    private static final double ROUNDING_TOKENS = 8;

    /** Requests of a shape on a replica. */
    static BatchCap of(int maxBatchSize, ContinuousBatching batching, RequestShape shape) {
        var bound = BatchBound.BATCH_SIZE;
        double most = maxBatchSize;
        if (batching.kvCacheTokens().isPresent()) {
            var cached = KV_FILL * batching.kvCacheTokens().getAsDouble() / cachedTokens(shape);
            if (cached < most) {
                bound = BatchBound.KV_CACHE;
                most = cached;
            }
        }
        var decoded = Math.max(1, shape.outputTokens() - 1);
        var computed = batching.stepTokens() * decoded / (decoded + shape.computedTokens());
        return computed < most
                ? new BatchCap(BatchBound.STEP_BUDGET, Math.max(1, computed))
                : new BatchCap(bound, Math.max(1, most));
    }

    /** What a request holds of the KV cache, mean over the time that it runs. */
    static double cachedTokens(RequestShape shape) {
        return contextTokens(shape) + ROUNDING_TOKENS;
    }

    /** How much that differs from one to another that runs: variance / mean². */
    static double cachedVariability(RequestShape shape) {
        var input = shape.inputTokens();
        var output = shape.outputTokens();
        var cached = cachedTokens(shape);
        return (input * input * shape.inputVariability()
                        + output * output * (1 + 11 * Math.min(1, shape.outputVariability())) / 12)
                / (cached * cached);
    }

    /** Tokens that a decoding request looks back on, mean over all tokens: long answers count as often as they last. */
    static double contextTokens(RequestShape shape) {
        return shape.inputTokens() + shape.outputTokens() * (1 + shape.outputVariability()) / 2;
    }
}
