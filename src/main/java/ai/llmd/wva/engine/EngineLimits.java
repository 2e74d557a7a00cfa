package ai.llmd.wva.engine;

/**
 * What bounds the engine.
 *
 * @param maxBatch requests in service at once, at least 1
 * @param kvBlocks blocks of the KV cache, {@value #BLOCK_TOKENS} tokens each, at least 1
 * @param maxSequenceTokens prompt and answer together, at least 2
 * @param stepTokens tokens that a step computes at most where prompts are read in chunks, at least {@code maxBatch}
 * @param prefixTokens tokens of shared prefixes that are remembered at most, 0 for none
 */
public record EngineLimits(int maxBatch, int kvBlocks, int maxSequenceTokens, int stepTokens, long prefixTokens) {
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
        if (prefixTokens < 0) {
            throw new IllegalArgumentException("prefixes cannot have less than 0 tokens: " + prefixTokens);
        }
    }

    /** The default step budget, or a token for each sequence if that is more, and no memory of prefixes. */
    public EngineLimits(int maxBatch, int kvBlocks, int maxSequenceTokens) {
        this(maxBatch, kvBlocks, maxSequenceTokens, Math.max(STEP_TOKENS, maxBatch), 0);
    }

    public EngineLimits withStepTokens(int newStepTokens) {
        return new EngineLimits(maxBatch, kvBlocks, maxSequenceTokens, newStepTokens, prefixTokens);
    }

    public EngineLimits withPrefixTokens(long newPrefixTokens) {
        return new EngineLimits(maxBatch, kvBlocks, maxSequenceTokens, stepTokens, newPrefixTokens);
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
