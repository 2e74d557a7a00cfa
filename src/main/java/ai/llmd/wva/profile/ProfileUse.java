package ai.llmd.wva.profile;

import ai.llmd.wva.queueing.LatencyTargets;
import ai.llmd.wva.queueing.RequestShape;
import java.util.OptionalInt;

/**
 * What a profile is for.
 *
 * @param accelerator its name in the profile
 * @param acceleratorCount units of one replica
 * @param maxBatch largest batch of the server (vLLM's max_num_seqs), where it is known
 * @param shape the usual request: the context at which beta is told, and what rates are in
 * @param targets for which the largest rate is told
 */
public record ProfileUse(
        String accelerator, int acceleratorCount, OptionalInt maxBatch, RequestShape shape, LatencyTargets targets) {
    /** Tokens of context that a request has in the middle of its answer. */
    double contextTokens() {
        return shape.inputTokens() + shape.outputTokens() / 2;
    }
}
