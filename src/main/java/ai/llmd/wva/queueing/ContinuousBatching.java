package ai.llmd.wva.queueing;

import java.util.OptionalDouble;

/**
 * That a replica batches continuously, as vLLM V1 does: each step gives every running request a token and reads prompts
 * in chunks beside them, so that the prompts of some make the tokens of the others wait. See {@link ContinuousModel}.
 *
 * @param contextMillis kappa: what each token in the KV cache adds to a step, milliseconds, >= 0; 0 where the decode
 *     time was measured at the mean context
 * @param kvCacheTokens tokens that the KV cache holds, >= 1; empty = it is never what limits the batch
 * @param stepTokens tokens that a step computes at most, >= 1
 */
public record ContinuousBatching(double contextMillis, OptionalDouble kvCacheTokens, int stepTokens) {
    /** vLLM's default for servers on large devices. */
    public static final int STEP_TOKENS = 8_192;

    public ContinuousBatching {
        Require.finiteAndNotNegative("kappa", contextMillis);
        kvCacheTokens.ifPresent(tokens -> {
            if (!(tokens >= 1) || Double.isInfinite(tokens)) {
                throw new IllegalArgumentException("a KV cache holds 1 token or more, but has " + tokens);
            }
        });
        if (stepTokens < 1) {
            throw new IllegalArgumentException("a step computes 1 token or more, but computes " + stepTokens);
        }
    }

    /** Decode time at the mean context, and the default step. */
    public static ContinuousBatching withKvCache(OptionalDouble kvCacheTokens) {
        return new ContinuousBatching(0, kvCacheTokens, STEP_TOKENS);
    }
}
