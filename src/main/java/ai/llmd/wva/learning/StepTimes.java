package ai.llmd.wva.learning;

import ai.llmd.wva.model.Checks;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.PerformanceProfile.Prefill;

/**
 * What a step of a replica takes: alpha, beta for each request that decodes and delta for each prompt token that is
 * read in it; milliseconds, >= 0.
 */
public record StepTimes(double alphaMillis, double betaMillis, double deltaMillis) {
    public StepTimes {
        Checks.notNegative(alphaMillis, "alpha");
        Checks.notNegative(betaMillis, "beta");
        Checks.notNegative(deltaMillis, "delta");
    }

    /** Those of a profile that knows its prefill. */
    public static StepTimes of(PerformanceProfile profile) {
        return new StepTimes(
                profile.alphaMillis(),
                profile.betaMillis(),
                profile.prefill().map(Prefill::deltaMillis).orElse(0.0));
    }

    /** A step of so many requests that reads so many prompt tokens. */
    double millis(double requests, double promptTokens) {
        return alphaMillis + betaMillis * requests + deltaMillis * promptTokens;
    }
}
