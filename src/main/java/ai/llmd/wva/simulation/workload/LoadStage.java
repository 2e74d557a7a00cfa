package ai.llmd.wva.simulation.workload;

/**
 * A time of one kind of load.
 *
 * @param seconds how long it lasts
 */
public record LoadStage(double seconds, RateShape rate, RateNoise noise, RequestLengths lengths) {
    public LoadStage {
        Refuse.unlessPositive(seconds, "seconds");
    }
}
