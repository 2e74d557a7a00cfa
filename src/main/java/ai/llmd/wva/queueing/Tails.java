package ai.llmd.wva.queueing;

/** How likely a random time is longer than a given one; closed forms that are good to some 0.001. */
final class Tails {
    private static final double INVERSE_ROOT_TWO_PI = 0.3989422804014327;
    private static final double ALMOST_CONSTANT = 1e-9;
    /** Beyond so many standard deviations there is nothing that counts. */
    private static final double FAR = 5;

    private Tails() {}

    /** P(Z > z) of a standard normal variable: Abramowitz and Stegun, Handbook, 1964, formula 26.2.17. */
    static double normal(double z) {
        if (Math.abs(z) > FAR) {
            return z > 0 ? 0 : 1;
        }
        var t = 1 / (1 + 0.2316419 * Math.abs(z));
        var tail = density(z)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z >= 0 ? tail : 1 - tail;
    }

    /**
     * P(X > t) of a positive variable with mean and variance: a gamma distribution (Wilson and Hilferty, 1931), or for
     * one that varies more than an exponential one, an exponential distribution with an atom at 0.
     */
    static double positive(double t, double mean, double variance) {
        if (t <= 0) {
            return 1;
        }
        if (mean <= 0) {
            return 0;
        }
        var variability = variance / (mean * mean);
        if (variability < ALMOST_CONSTANT) {
            return t >= mean ? 0 : 1;
        }
        if (variability <= 1) {
            var spread = variability / 9;
            return normal((StrictMath.cbrt(t / mean) - 1 + spread) / Math.sqrt(spread));
        }
        var scale = (variance + mean * mean) / (2 * mean);
        return mean / scale * StrictMath.exp(-t / scale);
    }

    /** P(X + U > t) of a normal variable of mean 0 and a uniform one of 0 .. width. */
    static double normalAndUniform(double t, double deviation, double width) {
        if (width <= 0) {
            return t < 0 ? 1 : 0;
        }
        var unit = Math.max(deviation, 1e-6 * width);
        var mean = unit / width * (normalExcess((t - width) / unit) - normalExcess(t / unit));
        return Math.max(0, Math.min(1, mean));
    }

    /** The mean of max(0, Z - z). */
    private static double normalExcess(double z) {
        return density(z) - z * normal(z);
    }

    private static double density(double z) {
        return INVERSE_ROOT_TWO_PI * StrictMath.exp(-z * z / 2);
    }
}
