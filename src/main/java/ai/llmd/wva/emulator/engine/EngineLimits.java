package ai.llmd.wva.emulator.engine;

/**
 * What bounds the engine.
 *
 * @param maxBatch requests in service at once, at least 1
 * @param kvBlocks blocks of the KV cache, {@value #BLOCK_TOKENS} tokens each, at least 1
 * @param maxSequenceTokens prompt and answer together, at least 2
 */
public record EngineLimits(int maxBatch, int kvBlocks, int maxSequenceTokens) {
    /** Tokens in a KV cache block, vLLM's default block size. */
    public static final int BLOCK_TOKENS = 16;

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
    }

    /**
     * The longest prompt and answer together that can ever run: the sequence limit, or the whole cache if that is less.
     */
    public int longestSequenceTokens() {
        return (int) Math.min(maxSequenceTokens, (long) kvBlocks * BLOCK_TOKENS);
    }

    /** Blocks that hold {@code tokens} tokens. */
    public static int blocksFor(int tokens) {
        return (tokens + BLOCK_TOKENS - 1) / BLOCK_TOKENS;
    }
}
