package ai.llmd.wva.engine;

/**
 * The engine at one instant. {@code accepted = running + waiting + finished + aborted}.
 *
 * @param running requests that hold a slot of the batch
 * @param waiting requests that do not
 * @param unprefilledTokens prompt tokens still to be computed, of requests that wait and of prompts partly read; a
 *     preempted request counts with the tokens that it had generated
 * @param usedBlocks KV cache blocks in use
 * @param totalBlocks KV cache blocks there are
 * @param accepted requests ever submitted
 * @param finished requests that got their last token
 * @param aborted requests aborted before it
 * @param preemptions times a request lost its slot for want of blocks
 */
public record EngineState(
        int running,
        int waiting,
        long unprefilledTokens,
        int usedBlocks,
        int totalBlocks,
        long accepted,
        long finished,
        long aborted,
        long preemptions) {

    /** Part of the KV cache in use, 0 to 1. */
    public double kvCacheUsage() {
        return (double) usedBlocks / totalBlocks;
    }

    /** Requests that have neither ended nor been aborted. */
    public int outstanding() {
        return running + waiting;
    }
}
