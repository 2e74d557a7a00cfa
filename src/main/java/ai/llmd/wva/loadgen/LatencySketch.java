package ai.llmd.wva.loadgen;

import java.util.Arrays;

/**
 * Quantiles of any number of latencies in little memory: counts in buckets whose bounds grow by a constant factor, so
 * that every quantile is within 1 % of a value that was there (the scheme of DDSketch: Masson, Rim, Lee, VLDB 2019).
 * Mean and maximum are exact.
 */
public final class LatencySketch {
    private static final double RELATIVE_ERROR = 0.01;
    private static final double GROWTH = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
    private static final double LOG_GROWTH = Math.log(GROWTH);

    /** What is below one microsecond counts as that. */
    private static final double LEAST_MILLIS = 0.001;

    private long[] counts = new long[64];
    private long count;
    private double sumMillis;
    private double minMillis = Double.POSITIVE_INFINITY;
    private double maxMillis;

    public void add(double millis) {
        var bucket = (int) Math.ceil(Math.log(Math.max(millis, LEAST_MILLIS) / LEAST_MILLIS) / LOG_GROWTH);
        if (bucket >= counts.length) {
            counts = Arrays.copyOf(counts, bucket + 64);
        }
        counts[bucket]++;
        count++;
        sumMillis += millis;
        minMillis = Math.min(minMillis, millis);
        maxMillis = Math.max(maxMillis, millis);
    }

    public long count() {
        return count;
    }

    /** NaN when empty. */
    public double meanMillis() {
        return count == 0 ? Double.NaN : sumMillis / count;
    }

    /** 0 when empty. */
    public double maxMillis() {
        return maxMillis;
    }

    /** The value that the part {@code quantile} (0 to 1) of all is not above; NaN when empty. */
    public double quantileMillis(double quantile) {
        if (count == 0) {
            return Double.NaN;
        }
        var rank = Math.max(1, (long) Math.ceil(quantile * count));
        var seen = 0L;
        var bucket = -1;
        while (seen < rank) {
            seen += counts[++bucket];
        }
        var upperMillis = LEAST_MILLIS * Math.pow(GROWTH, bucket);
        return Math.max(minMillis, Math.min(maxMillis, upperMillis * 2 / (1 + GROWTH)));
    }
}
