package ai.llmd.wva.model;

import java.util.Optional;

/**
 * How fast one replica of a variant is on one accelerator.
 *
 * @param accelerator key of the unit costs
 * @param acceleratorCount accelerator units per replica, >= 1
 * @param maxBatchSize largest batch N, >= 1
 * @param alphaMillis decode time per token at batch n is {@code alpha + beta * n}
 * @param betaMillis see alpha
 * @param prefill prefill time, where the profile has it
 */
public record PerformanceProfile(
        String accelerator,
        int acceleratorCount,
        int maxBatchSize,
        double alphaMillis,
        double betaMillis,
        Optional<Prefill> prefill) {

    /** Prefill time of a request with I input tokens at batch n: {@code gamma + delta * I * n}, ms. */
    public record Prefill(double gammaMillis, double deltaMillis) {
        public Prefill {
            Checks.notNegative(gammaMillis, "gamma");
            Checks.notNegative(deltaMillis, "delta");
        }
    }

    /** The same where a replica serves no more requests at once than that. */
    public PerformanceProfile withBatchOfAtMost(int admitted) {
        return admitted >= maxBatchSize
                ? this
                : new PerformanceProfile(
                        accelerator, acceleratorCount, Math.max(1, admitted), alphaMillis, betaMillis, prefill);
    }

    public PerformanceProfile {
        Checks.text(accelerator, "acc");
        Checks.atLeast(1, acceleratorCount, "accCount");
        Checks.atLeast(1, maxBatchSize, "maxBatchSize");
        Checks.notNegative(alphaMillis, "alpha");
        Checks.notNegative(betaMillis, "beta");
        if (alphaMillis + betaMillis <= 0) {
            throw new IllegalArgumentException("alpha and beta must not both be 0");
        }
    }
}
