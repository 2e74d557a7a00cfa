package ai.llmd.wva.simulation.monitoring;

/**
 * The arithmetic of Prometheus' functions over samples of one series ({@code promql/functions.go} of Prometheus 3).
 * Pure.
 */
final class PrometheusFunctions {
    private static final double ALMOST_ONE_INTERVAL = 1.1;

    private PrometheusFunctions() {}

    /**
     * What a counter grew by in a window: {@code increase()}, resets added, extrapolated to the window's ends where the
     * samples reach to within 1.1 mean intervals of them, else by half an interval, and never below zero. NaN for fewer
     * than two samples.
     *
     * @param atMillis times of the samples in the window, in order
     * @param values at these times
     * @param size how many of them count
     */
    static double increase(double[] atMillis, double[] values, int size, double fromMillis, double toMillis) {
        if (size < 2) {
            return Double.NaN;
        }
        var growth = values[size - 1] - values[0];
        for (var i = 1; i < size; i++) {
            if (values[i] < values[i - 1]) {
                growth += values[i - 1];
            }
        }
        var sampled = atMillis[size - 1] - atMillis[0];
        var interval = sampled / (size - 1);
        var toStart = atMillis[0] - fromMillis;
        var toEnd = toMillis - atMillis[size - 1];
        if (toStart >= ALMOST_ONE_INTERVAL * interval) {
            toStart = interval / 2;
        }
        if (growth > 0 && values[0] >= 0) {
            toStart = Math.min(toStart, sampled * (values[0] / growth));
        }
        if (toEnd >= ALMOST_ONE_INTERVAL * interval) {
            toEnd = interval / 2;
        }
        return growth * ((sampled + toStart + toEnd) / sampled);
    }

    /**
     * {@code histogram_quantile()} of classic buckets: linear within a bucket, the last finite bound for what lies
     * above it. NaN where nothing was observed.
     *
     * @param upperBounds of the finite buckets, rising
     * @param cumulative observations up to each bound, and at last all
     */
    static double quantile(double quantile, double[] upperBounds, double[] cumulative) {
        var all = cumulative[upperBounds.length];
        if (!(all > 0)) {
            return Double.NaN;
        }
        var rank = quantile * all;
        for (var i = 0; i < upperBounds.length; i++) {
            if (cumulative[i] >= rank) {
                var below = i == 0 ? 0 : cumulative[i - 1];
                var start = i == 0 ? 0 : upperBounds[i - 1];
                var inside = cumulative[i] - below;
                return inside > 0 ? start + (upperBounds[i] - start) * ((rank - below) / inside) : upperBounds[i];
            }
        }
        return upperBounds[upperBounds.length - 1];
    }
}
