package ai.llmd.wva.simulation.score;

import java.util.List;

/**
 * A mean over seeds.
 *
 * @param halfWidth half of the 95 % confidence interval (Student's t); NaN of fewer than two seeds
 * @param count seeds that had a value
 */
public record Estimate(double mean, double halfWidth, int count) {
    /** Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom. */
    private static final double[] T = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };

    private static final double NORMAL = 1.95996;

    /** Of values of which those that are NaN do not count; NaN of none. */
    public static Estimate of(List<Double> values) {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        double mean = count == 0 ? Double.NaN : sum / count;
        double squares = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                squares += (value - mean) * (value - mean);
            }
        }
        double halfWidth = count < 2 ? Double.NaN : quantile(count - 1) * Math.sqrt(squares / (count - 1) / count);
        return new Estimate(mean, halfWidth, count);
    }

    /** Whether there is a value at all. */
    public boolean known() {
        return count > 0;
    }

    /** The mean without its interval. */
    public Estimate alone() {
        return new Estimate(mean, Double.NaN, count);
    }

    static double quantile(int degrees) {
        return degrees <= T.length ? T[degrees - 1] : expansion(degrees);
    }

    /** Around the normal distribution, to the second order. */
    private static double expansion(double degrees) {
        double cube = NORMAL * NORMAL * NORMAL;
        double first = (cube + NORMAL) / 4;
        double second = (5 * cube * NORMAL * NORMAL + 16 * cube + 3 * NORMAL) / 96;
        return NORMAL + first / degrees + second / (degrees * degrees);
    }
}
