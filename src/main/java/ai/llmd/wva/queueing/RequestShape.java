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
 */
public record RequestShape(double inputTokens, double outputTokens, double outputVariability, double inputVariability) {
    private static final double EXPONENTIAL = 1;

    public RequestShape {
        Require.finiteAndNotNegative("input tokens", inputTokens);
        outputTokens = Math.max(1, Require.finiteAndNotNegative("output tokens", outputTokens));
        Require.finiteAndNotNegative("variability of the output tokens", outputVariability);
        Require.finiteAndNotNegative("variability of the input tokens", inputVariability);
    }

    /** Requests of exponential prompt length. */
    public RequestShape(double inputTokens, double outputTokens, double outputVariability) {
        this(inputTokens, outputTokens, outputVariability, EXPONENTIAL);
    }

    /** Requests of exponential lengths. */
    public RequestShape(double inputTokens, double outputTokens) {
        this(inputTokens, outputTokens, EXPONENTIAL);
    }
}
