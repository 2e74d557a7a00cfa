package ai.llmd.wva.learning;

/** The most likely times of a step, and how certain they are. */
final class StepEstimate {
    private final StepTimes times;
    private final StepTimes center;
    private final double[] covariance;

    private StepEstimate(StepTimes times, StepTimes center, double[] covariance) {
        this.times = times;
        this.center = center;
        this.covariance = covariance;
    }

    /** From multiples of times. */
    static StepEstimate of(StepTimes center, Normal.Solution multiples) {
        var values = multiples.values();
        return new StepEstimate(
                new StepTimes(
                        values[0] * center.alphaMillis(),
                        values[1] * center.betaMillis(),
                        values[2] * center.deltaMillis()),
                center,
                multiples.covariance());
    }

    StepTimes times() {
        return times;
    }

    /** How far the prediction for such a step may be off: a standard deviation. */
    double deviationMillis(double requests, double promptTokens) {
        double a = center.alphaMillis();
        double b = center.betaMillis() * requests;
        double d = center.deltaMillis() * promptTokens;
        double variance = covariance[0] * a * a
                + covariance[3] * b * b
                + covariance[5] * d * d
                + 2 * (covariance[1] * a * b + covariance[2] * a * d + covariance[4] * b * d);
        return Math.sqrt(Math.max(0, variance));
    }

    /** The same as a share of the prediction. */
    double relativeDeviation(double requests, double promptTokens) {
        return deviationMillis(requests, promptTokens) / times.millis(requests, promptTokens);
    }
}
