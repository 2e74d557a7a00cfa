package ai.llmd.wva.model;

import java.util.OptionalDouble;

/**
 * At which load a decision would change.
 *
 * @param replicas that the load asks for now, within the bounds
 * @param abovePerSecond beyond this rate it would be one replica more; empty where the bounds forbid that
 * @param atMostPerSecond up to this rate it would be one replica less; likewise
 */
public record LoadThresholds(int replicas, OptionalDouble abovePerSecond, OptionalDouble atMostPerSecond) {
    /** The load does not decide. */
    public static final LoadThresholds NONE = new LoadThresholds(0, OptionalDouble.empty(), OptionalDouble.empty());

    private static final OptionalDouble SOME = OptionalDouble.of(0);

    LoadThresholds withoutMeasurements() {
        return new LoadThresholds(replicas, some(abovePerSecond), some(atMostPerSecond));
    }

    private static OptionalDouble some(OptionalDouble rate) {
        return rate.isPresent() ? SOME : rate;
    }
}
