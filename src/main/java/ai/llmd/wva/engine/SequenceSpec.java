package ai.llmd.wva.engine;

/**
 * A request as the engine sees it: so many tokens in, so many out. The answer's length is decided beforehand, since no
 * model runs.
 *
 * @param inputTokens prompt tokens, at least 1
 * @param outputTokens tokens to generate, at least 1
 * @param ending why it will end there: {@link FinishReason#STOP} or {@link FinishReason#LENGTH}
 * @param prefix what the prompt shares with others, no longer than the prompt
 */
public record SequenceSpec(int inputTokens, int outputTokens, FinishReason ending, PromptPrefix prefix) {
    public SequenceSpec {
        if (inputTokens < 1 || outputTokens < 1) {
            throw new IllegalArgumentException(
                    "a sequence has at least 1 token in and 1 out: " + inputTokens + ", " + outputTokens);
        }
        if (ending != FinishReason.STOP && ending != FinishReason.LENGTH) {
            throw new IllegalArgumentException("a sequence ends by stop or length: " + ending);
        }
        if (prefix.tokens() > inputTokens) {
            throw new IllegalArgumentException(
                    "a prefix of " + prefix.tokens() + " tokens is longer than its prompt of " + inputTokens);
        }
    }

    /** A request whose prompt shares nothing. */
    public SequenceSpec(int inputTokens, int outputTokens, FinishReason ending) {
        this(inputTokens, outputTokens, ending, PromptPrefix.NONE);
    }

    /** Prompt and answer together. */
    public long totalTokens() {
        return (long) inputTokens + outputTokens;
    }
}
