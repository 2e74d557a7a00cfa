package ai.llmd.wva.planning;

import java.util.Arrays;
import java.util.List;

/**
 * How much of what the rates of single minutes differ by is chance: the variance of a count over its mean, 1 for a
 * Poisson process. Bursty arrivals have more.
 */
final class Dispersion {
    /** Rates are means over so long. */
    private static final double WINDOW_SECONDS = 60;

    private static final int LEAST_SAMPLES = 6;

    /** Median of the square of a standard normal variable. */
    private static final double MEDIAN_SQUARE = 0.455;

    /** Of y - (x + z) / 2 for three of the same variance. */
    private static final double VARIANCES = 1.5;

    private static final double MOST = 30;
    private static final double LEAST_PER_SECOND = 0.02;

    private Dispersion() {}

    /**
     * From how far each sample is from the middle of its neighbours, which a steady rise leaves at nothing; their
     * median, which single steps leave alone. Between 1 and 30; 1 while there are few.
     */
    static double of(List<RecentLoads.Sample> samples) {
        if (samples.size() < LEAST_SAMPLES) {
            return 1;
        }
        var squares = new double[samples.size() - 2];
        for (int i = 0; i < squares.length; i++) {
            double before = samples.get(i).ratePerSecond();
            double here = samples.get(i + 1).ratePerSecond();
            double after = samples.get(i + 2).ratePerSecond();
            double mean = Math.max(LEAST_PER_SECOND, (before + here + after) / 3);
            double off = here - (before + after) / 2;
            squares[i] = off * off * WINDOW_SECONDS / (VARIANCES * mean);
        }
        Arrays.sort(squares);
        return Math.min(MOST, Math.max(1, squares[squares.length / 2] / MEDIAN_SQUARE));
    }

    /** Standard deviation of the rate of one minute. */
    static double deviationPerSecond(double dispersion, double ratePerSecond) {
        return StrictMath.sqrt(dispersion * Math.max(LEAST_PER_SECOND, ratePerSecond) / WINDOW_SECONDS);
    }
}
