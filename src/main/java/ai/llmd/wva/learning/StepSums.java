package ai.llmd.wva.learning;

/**
 * What samples tell together, in the information form of a regression: sums of the products of regressors, and of each
 * with the time of the step, every sample weighing 1 / its variance, and older ones less. Their number of digits does
 * not grow, and nothing declared is in them.
 */
public record StepSums(
        double one,
        double requests,
        double prompts,
        double requestsSquared,
        double requestsPrompts,
        double promptsSquared,
        double time,
        double timeRequests,
        double timePrompts) {
    static final StepSums NONE = new StepSums(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** With one more, the others counting only for that share. */
    StepSums with(StepSample sample, double keep) {
        double weight = 1 / (sample.deviationMillis() * sample.deviationMillis());
        double n = sample.requests();
        double p = sample.promptTokens();
        double y = sample.itlMillis();
        return new StepSums(
                keep * one + weight,
                keep * requests + weight * n,
                keep * prompts + weight * p,
                keep * requestsSquared + weight * n * n,
                keep * requestsPrompts + weight * n * p,
                keep * promptsSquared + weight * p * p,
                keep * time + weight * y,
                keep * timeRequests + weight * y * n,
                keep * timePrompts + weight * y * p);
    }

    /** As if each time had been measured alone, that exactly: what is left of samples that nobody kept. */
    static StepSums of(StepTimes times, double relativeDeviation) {
        double certainty = 1 / (relativeDeviation * relativeDeviation);
        double alpha = perMilli(certainty, times.alphaMillis());
        double beta = perMilli(certainty, times.betaMillis());
        double delta = perMilli(certainty, times.deltaMillis());
        return new StepSums(
                alpha * alpha / certainty,
                0,
                0,
                beta * beta / certainty,
                0,
                delta * delta / certainty,
                alpha,
                beta,
                delta);
    }

    private static double perMilli(double certainty, double millis) {
        return millis > 0 ? certainty / millis : 0;
    }
}
