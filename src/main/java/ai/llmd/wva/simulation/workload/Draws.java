package ai.llmd.wva.simulation.workload;

import java.util.random.RandomGenerator;

/**
 * Random numbers of the usual distributions, the same on every machine and every Java: {@code nextDouble} is specified
 * to the bit, and what {@link RandomGenerator} makes of it otherwise is not.
 */
public final class Draws {
    private Draws() {}

    /** Exponential with mean 1. */
    public static double exponential(RandomGenerator random) {
        return -StrictMath.log(1 - random.nextDouble());
    }

    /** Normal with mean 0 and variance 1. */
    public static double normal(RandomGenerator random) {
        return StrictMath.sqrt(2 * exponential(random)) * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }

    /** Lognormal with the given mean and coefficient of variation; the mean itself where that is 0. */
    public static double lognormal(double mean, double cv, RandomGenerator random) {
        if (cv == 0) {
            return mean;
        }
        var variance = StrictMath.log1p(cv * cv);
        return mean * StrictMath.exp(StrictMath.sqrt(variance) * normal(random) - variance / 2);
    }

    /** Gamma with the given shape, above 0, and scale 1 (Marsaglia and Tsang, 2000). */
    public static double gamma(double shape, RandomGenerator random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * StrictMath.pow(1 - random.nextDouble(), 1 / shape);
        }
        var d = shape - 1.0 / 3;
        var c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            var x = normal(random);
            var root = 1 + c * x;
            if (root > 0) {
                var v = root * root * root;
                if (exponential(random) > -(x * x / 2 + d - d * v + d * StrictMath.log(v))) {
                    return d * v;
                }
            }
        }
    }

    /** A whole number from {@code lowest} to {@code highest}, each as likely. */
    public static int whole(int lowest, int highest, RandomGenerator random) {
        return lowest + (int) (random.nextDouble() * ((double) highest - lowest + 1));
    }
}
