package ai.llmd.wva.queueing;

/**
 * The mean request.
 *
 * @param inputTokens prompt tokens, >= 0; 0 means a decode-only replica, whose requests were prefilled elsewhere
 * @param outputTokens generated tokens, >= 1; less than one counts as one, and reads as one
 * @param outputVariability how much the generated tokens differ from request to request: variance / mean^2, >= 0. 0 =
 *     all alike, 1 = exponential, which is what the means of {@link ReplicaModel} take for granted; under
 *     the published law only percentiles depend on it
 * @param inputVariability likewise for the prompt tokens; only {@link ContinuousBatching} depends on it
 * @param computedTokens prompt tokens that are computed, 1..inputTokens; the others are in a prefix cache, where they
 *     take room, but no time. Likewise
 * @param tokensPerStep tokens that a request gets in a step, >= 1; more than one with speculative decoding. Likewise
 */
public record RequestShape(
        double inputTokens,
        double outputTokens,
        double outputVariability,
        double inputVariability,
        double computedTokens,
        double tokensPerStep) {
    /** Of lengths of which nothing is known. */
    public static final double EXPONENTIAL = 1;

    public RequestShape {
        Require.finiteAndNotNegative("input tokens", inputTokens);
        outputTokens = Math.max(1, Require.finiteAndNotNegative("output tokens", outputTokens));
        Require.finiteAndNotNegative("variability of the output tokens", outputVariability);
        Require.finiteAndNotNegative("variability of the input tokens", inputVariability);
        Require.finiteAndNotNegative("computed input tokens", computedTokens);
        // the last token of a prompt is computed even if all are known
        computedTokens = Math.min(inputTokens, Math.max(1, computedTokens));
        tokensPerStep = Math.max(1, Require.finiteAndNotNegative("tokens per step", tokensPerStep));
    }

    /** Requests whose whole prompts are computed, and that get a token in each step. */
    public RequestShape(double inputTokens, double outputTokens, double outputVariability, double inputVariability) {
        this(inputTokens, outputTokens, outputVariability, inputVariability, inputTokens, 1);
    }

    /** Requests of exponential prompt length. */
    public RequestShape(double inputTokens, double outputTokens, double outputVariability) {
        this(inputTokens, outputTokens, outputVariability, EXPONENTIAL);
    }

    /** Requests of exponential lengths. */
    public RequestShape(double inputTokens, double outputTokens) {
        this(inputTokens, outputTokens, EXPONENTIAL);
    }

    /** Whether a prompt is computed here, in whole or in part. */
    boolean hasPrompt() {
        return inputTokens > 0;
    }

    /**
     * How much the computed part of prompts differs: variance / mean^2. What many prompts begin with is alike in all of
     * them, so that the cache takes from the mean and leaves the variance.
     */
    double computedVariability() {
        var ratio = computedTokens > 0 ? inputTokens / computedTokens : 1;
        return inputVariability * ratio * ratio;
    }
}
