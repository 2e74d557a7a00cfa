package ai.llmd.wva.engine;

/**
 * What bounds the engine.
 *
 * @param maxBatch requests in service at once, at least 1
 * @param kvBlocks blocks of the KV cache, {@value #BLOCK_TOKENS} tokens each, at least 1
 * @param maxSequenceTokens prompt and answer together, at least 2
 * @param stepTokens tokens that a step computes at most where prompts are read in chunks, at least {@code maxBatch}
 * @param watermarkBlocks blocks that must stay free where a request gets its slot beside others, 0 or more: room for
 *     those that run to grow, so that fewer are preempted
 * @param prefixTokens tokens of shared prefixes that are remembered at most, 0 for none
 */
public record EngineLimits(
        int maxBatch, int kvBlocks, int maxSequenceTokens, int stepTokens, int watermarkBlocks, long prefixTokens) {
    /** Tokens in a KV cache block, vLLM's default block size. */
    public static final int BLOCK_TOKENS = 16;
    /** vLLM's default for servers on large devices. */
    public static final int STEP_TOKENS = 8_192;

    public EngineLimits {
        if (maxBatch < 1) {
            throw new IllegalArgumentException("the batch limit must be at least 1: " + maxBatch);
        }
        if (kvBlocks < 1) {
            throw new IllegalArgumentException("the KV cache must have at least 1 block: " + kvBlocks);
        }
        if (maxSequenceTokens < 2) {
            throw new IllegalArgumentException("a sequence needs room for at least 2 tokens: " + maxSequenceTokens);
        }
        if (stepTokens < maxBatch) {
            throw new IllegalArgumentException(
                    "a step needs a token for each of " + maxBatch + " sequences: " + stepTokens);
        }
        if (watermarkBlocks < 0) {
            throw new IllegalArgumentException("a watermark cannot be below 0 blocks: " + watermarkBlocks);
        }
        if (prefixTokens < 0) {
            throw new IllegalArgumentException("prefixes cannot have less than 0 tokens: " + prefixTokens);
        }
    }

    /** vLLM's defaults: its step budget, or a token for each sequence if that is more, no watermark; no prefixes. */
    public EngineLimits(int maxBatch, int kvBlocks, int maxSequenceTokens) {
        this(maxBatch, kvBlocks, maxSequenceTokens, Math.max(STEP_TOKENS, maxBatch), 0, 0);
    }

    public EngineLimits withMaxSequenceTokens(int newMaxSequenceTokens) {
        return new EngineLimits(maxBatch, kvBlocks, newMaxSequenceTokens, stepTokens, watermarkBlocks, prefixTokens);
    }

    public EngineLimits withStepTokens(int newStepTokens) {
        return new EngineLimits(maxBatch, kvBlocks, maxSequenceTokens, newStepTokens, watermarkBlocks, prefixTokens);
    }

    public EngineLimits withWatermark(int newWatermarkBlocks) {
        return new EngineLimits(maxBatch, kvBlocks, maxSequenceTokens, stepTokens, newWatermarkBlocks, prefixTokens);
    }

    public EngineLimits withPrefixTokens(long newPrefixTokens) {
        return new EngineLimits(maxBatch, kvBlocks, maxSequenceTokens, stepTokens, watermarkBlocks, newPrefixTokens);
    }

    /**
     * The longest prompt and answer together that can ever run: the sequence limit, or the whole cache if that is less.
     */
    public int longestSequenceTokens() {
        return (int) Math.min(maxSequenceTokens, kvTokens());
    }

    /** Tokens that the KV cache holds. */
    public long kvTokens() {
        return (long) kvBlocks * BLOCK_TOKENS;
    }

    /** Blocks that hold {@code tokens} tokens. */
    public static int blocksFor(int tokens) {
        return (tokens + BLOCK_TOKENS - 1) / BLOCK_TOKENS;
    }
}
