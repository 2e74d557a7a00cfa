package ai.llmd.wva.queueing;

/**
 * The time until the prompt is processed: {@code gamma + delta * inputTokens * n} for a batch of n, and nothing at all
 * for a request without input tokens (it was prefilled elsewhere).
 *
 * @param gammaMillis the part that does not depend on prompt or batch, milliseconds, >= 0
 * @param deltaMillis what each input token of each request adds, milliseconds, >= 0
 */
public record PrefillTime(double gammaMillis, double deltaMillis) {
    public PrefillTime {
        Require.finiteAndNotNegative("gamma", gammaMillis);
        Require.finiteAndNotNegative("delta", deltaMillis);
    }

    /** Milliseconds at a (mean, hence possibly fractional) batch size. */
    public double millisAt(double inputTokens, double batchSize) {
        return inputTokens == 0 ? 0 : gammaMillis + deltaMillis * inputTokens * batchSize;
    }
}
