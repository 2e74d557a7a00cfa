package ai.llmd.wva.queueing;

import java.util.function.DoubleUnaryOperator;

/**
 * Finds the largest rate whose latency is within a target, for a latency that never falls with the rate.
 *
 * <p>The method is Chandrupatla's (Advances in Engineering Software 28, 1997): inverse quadratic interpolation through
 * the last three points where they allow it, bisection where not, so that the bracket always closes. It is applied to
 * {@code (latency - target) / (latency + target)}: near saturation latency grows like 1 / (mu - lambda), which makes
 * that fraction all but linear in the rate.
 */
final class RateSearch {
    /** Relative width of the bracket at the end. */
    static final double PRECISION = 1e-10;

    /** Interpolation needs some ten steps; should it ever creep, bisection takes over. */
    private static final int INTERPOLATING_STEPS = 60;

    /** From there bisection closes the widest bracket of a replica, 1 : 1000 N, to the precision. */
    private static final int MOST_STEPS = 160;

    private final DoubleUnaryOperator latency;
    private final double target;
    private final double precision;

    RateSearch(DoubleUnaryOperator latency, double target) {
        this(latency, target, PRECISION);
    }

    /** One that is content with a bracket of that relative width. */
    RateSearch(DoubleUnaryOperator latency, double target, double precision) {
        this.latency = latency;
        this.target = target;
        this.precision = precision;
    }

    /**
     * The largest rate within the target, or one that is smaller by less than the precision (1e-10) of it; never one
     * that misses the target.
     *
     * @param low a rate that meets the target
     * @param high a greater one that misses it
     * @param guess where to try first; ignored unless it is between the two
     */
    double largestRate(double low, double lowLatency, double high, double highLatency, double guess) {
        // newest and opposite bracket the answer; former is the point that was dropped last
        var newest = low;
        var newestExcess = excess(lowLatency);
        var opposite = high;
        var oppositeExcess = excess(highLatency);
        var fraction = guess > low && guess < high ? (guess - low) / (high - low) : 0.5;
        for (var step = 0; step < MOST_STEPS; step++) {
            var tolerance = precision * Math.min(newest, opposite) / Math.abs(opposite - newest);
            if (tolerance >= 0.5) {
                break;
            }
            fraction = Math.min(1 - tolerance, Math.max(tolerance, fraction));
            var rate = newest + fraction * (opposite - newest);
            var rateExcess = excess(latency.applyAsDouble(rate));
            double former;
            double formerExcess;
            if (rateExcess > 0 == newestExcess > 0) {
                former = newest;
                formerExcess = newestExcess;
            } else {
                former = opposite;
                formerExcess = oppositeExcess;
                opposite = newest;
                oppositeExcess = newestExcess;
            }
            newest = rate;
            newestExcess = rateExcess;
            fraction = step < INTERPOLATING_STEPS
                    ? nextFraction(newest, newestExcess, opposite, oppositeExcess, former, formerExcess)
                    : 0.5;
        }
        return newestExcess > 0 ? opposite : newest;
    }

    /** -1 .. 1, positive where the target is missed. */
    private double excess(double latencyMillis) {
        return (latencyMillis - target) / (latencyMillis + target);
    }

    private static double nextFraction(double a, double fa, double b, double fb, double c, double fc) {
        var place = (a - b) / (c - b);
        var height = (fa - fb) / (fc - fb);
        if (height * height < place && (1 - height) * (1 - height) < 1 - place) {
            return fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb);
        }
        return 0.5;
    }
}
