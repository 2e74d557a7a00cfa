package ai.llmd.wva.simulation.workload;

/**
 * A state of an arrival process.
 *
 * @param rateFactor the rate as a multiple of what the stage says; absolute, in requests per second, where that is 1
 * @param meanSeconds how long it lasts
 */
public record RateState(double rateFactor, double meanSeconds) {
    public RateState {
        Refuse.ifNegative(rateFactor, "rateFactor");
        Refuse.unlessPositive(meanSeconds, "meanSeconds");
    }
}
