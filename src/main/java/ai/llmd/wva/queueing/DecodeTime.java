package ai.llmd.wva.queueing;

/**
 * The time of one decode step, that is of one output token for every request of the batch: {@code alpha + beta * n} for
 * a batch of n.
 *
 * @param alphaMillis the part that does not depend on the batch, milliseconds, >= 0
 * @param betaMillis what each request of the batch adds, milliseconds, >= 0
 */
public record DecodeTime(double alphaMillis, double betaMillis) {
    public DecodeTime {
        Require.finiteAndNotNegative("alpha", alphaMillis);
        Require.finiteAndNotNegative("beta", betaMillis);
    }

    /** Milliseconds per token at a (mean, hence possibly fractional) batch size. */
    public double millisAt(double batchSize) {
        return alphaMillis + betaMillis * batchSize;
    }
}
