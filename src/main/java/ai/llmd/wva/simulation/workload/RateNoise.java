package ai.llmd.wva.simulation.workload;

/**
 * Swings of the rate that no schedule tells: a factor with mean 1, drawn anew every so often (lognormal).
 *
 * @param cv coefficient of variation of the factor; 0 = none
 * @param everySeconds how long each factor lasts
 */
public record RateNoise(double cv, double everySeconds) {
    public static final RateNoise NONE = new RateNoise(0, 60);

    public RateNoise {
        Refuse.ifNegative(cv, "cv");
        Refuse.unlessPositive(everySeconds, "the time that noise lasts");
    }
}
