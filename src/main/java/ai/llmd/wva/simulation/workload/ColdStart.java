package ai.llmd.wva.simulation.workload;

import java.util.random.RandomGenerator;

/**
 * How long a pod takes from being scheduled to being ready.
 *
 * @param meanSeconds mean of it, 0 or more
 * @param cv coefficient of variation of a lognormal distribution; 0 = always the mean
 */
public record ColdStart(double meanSeconds, double cv) {
    public ColdStart {
        Refuse.ifNegative(meanSeconds, "a cold start");
        Refuse.ifNegative(cv, "cv");
    }

    /** The time that one pod takes. */
    public double drawSeconds(RandomGenerator random) {
        return Draws.lognormal(meanSeconds, cv, random);
    }
}
