package ai.llmd.wva.signals;

/**
 * How much lengths differ (variance / mean^2), from how many fell into each bucket of a histogram and their exact mean.
 *
 * <p>Buckets 1, 2, 5, 10, ... are coarse: that all lengths are in one of them leaves a variability of 0 to 0.13
 * possible. So within each bucket a density is laid that goes on as its neighbours suggest, a power of the length, and
 * all of these powers are then changed by the same until the mean is right. Errors, over lengths of mean 12 to 9,000
 * that are many enough: geometric and lognormal 8 % or 0.06 at most, equal ones (0) up to 0.06, uniform ones (0.33)
 * up to 0.17 too much; two lengths far apart, which nothing smooth describes, 50 %.
 */
final class LengthSpread {
    private static final double STEEPEST = 6;
    private static final double LARGEST_CHANGE = 200;
    private static final int HALVINGS = 50;
    /** Buckets coarser than vLLM's leave room for any variability, which no lengths of requests were seen to have. */
    private static final double MOST = 10;

    /** Of e, so that it is a number. */
    private static final double LARGEST_EXPONENT = 500;

    private final double[] edges;
    private final double[] counts;
    private final double[] powers;
    private final double mean;
    private double all;

    /**
     * A histogram.
     *
     * @param edges of the buckets, rising, one more than there are buckets, > 0
     * @param counts how many lengths are in each; at least one is
     * @param mean of all lengths, > 0
     */
    private LengthSpread(double[] edges, double[] counts, double mean) {
        this.edges = edges;
        this.counts = counts;
        this.mean = mean;
        this.powers = new double[counts.length];
        for (var i = 0; i < counts.length; i++) {
            powers[i] = power(i);
            all += counts[i];
        }
    }

    /**
     * The variability of lengths, 0..10.
     *
     * @param bounds the upper bounds of the buckets, whole numbers, rising; lengths above the last are below twice it
     * @param counts how many lengths are at most each bound and above the one before, and at last all that are above
     * @param mean of all lengths, > 0
     */
    static double variability(double[] bounds, double[] counts, double mean) {
        var edges = new double[bounds.length + 2];
        edges[0] = 0.5;
        for (var i = 0; i < bounds.length; i++) {
            edges[i + 1] = bounds[i] + 0.5;
        }
        edges[bounds.length + 1] = 2 * edges[bounds.length];
        return new LengthSpread(edges, counts, mean).variability();
    }

    /** How the density goes on through a bucket: the mean of the powers that lead to both neighbours. */
    private double power(int bucket) {
        var sum = 0.0;
        var sides = 0;
        for (var other = bucket - 1; other <= bucket + 1; other += 2) {
            if (other >= 0 && other < counts.length && counts[other] > 0 && counts[bucket] > 0) {
                sum += (logDensity(other) - logDensity(bucket)) / (logMiddle(other) - logMiddle(bucket));
                sides++;
            }
        }
        return sides == 0 ? 0 : Math.max(-STEEPEST, Math.min(STEEPEST, sum / sides));
    }

    private double logDensity(int bucket) {
        return StrictMath.log(counts[bucket] / (edges[bucket + 1] - edges[bucket]));
    }

    private double logMiddle(int bucket) {
        return StrictMath.log(edges[bucket] * edges[bucket + 1]) / 2;
    }

    private double variability() {
        var low = -LARGEST_CHANGE;
        var high = LARGEST_CHANGE;
        for (var i = 0; i < HALVINGS; i++) {
            var middle = (low + high) / 2;
            if (moment(1, middle) < mean) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.min(MOST, Math.max(0, moment(2, high) / (mean * mean) - 1));
    }

    /** The mean of a power of the lengths, where all densities are changed by a power. */
    private double moment(int order, double change) {
        var sum = 0.0;
        for (var i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                var top = edges[i + 1];
                sum += counts[i] * StrictMath.pow(top, order) * moment(order, edges[i] / top, powers[i] + change);
            }
        }
        return sum / all;
    }

    /** The same of a bucket that ends at 1. */
    private static double moment(int order, double from, double power) {
        return (power + 1) * StrictMath.log(from) < LARGEST_EXPONENT
                ? area(from, power + order) / area(from, power)
                : StrictMath.pow(from, order); // all are as short as they may be
    }

    /** The integral of a power from here to 1. */
    private static double area(double from, double power) {
        var exponent = power + 1;
        return Math.abs(exponent) < 1e-9
                ? -StrictMath.log(from)
                : -StrictMath.expm1(exponent * StrictMath.log(from)) / exponent;
    }
}
