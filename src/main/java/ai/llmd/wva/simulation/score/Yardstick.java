package ai.llmd.wva.simulation.score;

/**
 * What a shape would have taken with perfect knowledge of one seed.
 *
 * @param leastCostCents no scaler serves it for less; NaN if unknown
 * @param needed how many replicas it takes all along
 */
public record Yardstick(double leastCostCents, Needed needed) {
    /** Nothing is known of what it takes. */
    public static final Yardstick NONE = new Yardstick(Double.NaN, (model, atMillis) -> Double.NaN);

    /** Replicas that a model needs to have ready at a time; NaN if unknown. */
    @FunctionalInterface
    public interface Needed {
        double replicas(int model, double atMillis);
    }
}
