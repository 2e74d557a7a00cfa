package ai.llmd.wva.queueing;

/**
 * The mean request.
 *
 * @param inputTokens prompt tokens, >= 0; 0 means a decode-only replica, whose requests were prefilled elsewhere
 * @param outputTokens generated tokens, >= 1; less than one counts as one, and reads as one
 */
public record RequestShape(double inputTokens, double outputTokens) {
    public RequestShape {
        Require.finiteAndNotNegative("input tokens", inputTokens);
        outputTokens = Math.max(1, Require.finiteAndNotNegative("output tokens", outputTokens));
    }
}
