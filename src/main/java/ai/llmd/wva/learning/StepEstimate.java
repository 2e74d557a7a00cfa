package ai.llmd.wva.learning;

/** The most likely times of a step, and how certain they are. */
final class StepEstimate {
    private final StepTimes times;
    private final StepTimes center;
    private final Normal.Solution multiples;

    private StepEstimate(StepTimes times, StepTimes center, Normal.Solution multiples) {
        this.times = times;
        this.center = center;
        this.multiples = multiples;
    }

    /** From multiples of times. */
    static StepEstimate of(StepTimes center, Normal.Solution multiples) {
        return new StepEstimate(
                new StepTimes(
                        multiples.value(0) * center.alphaMillis(),
                        multiples.value(1) * center.betaMillis(),
                        multiples.value(2) * center.deltaMillis()),
                center,
                multiples);
    }

    StepTimes times() {
        return times;
    }

    /** How far the prediction for such a step may be off: a standard deviation. */
    double deviationMillis(double requests, double promptTokens) {
        double a = center.alphaMillis();
        double b = center.betaMillis() * requests;
        double d = center.deltaMillis() * promptTokens;
        double variance = multiples.covariance(0) * a * a
                + multiples.covariance(3) * b * b
                + multiples.covariance(5) * d * d
                + 2
                        * (multiples.covariance(1) * a * b
                                + multiples.covariance(2) * a * d
                                + multiples.covariance(4) * b * d);
        return Math.sqrt(Math.max(0, variance));
    }

    /** The same as a share of the prediction. */
    double relativeDeviation(double requests, double promptTokens) {
        return deviationMillis(requests, promptTokens) / times.millis(requests, promptTokens);
    }
}
