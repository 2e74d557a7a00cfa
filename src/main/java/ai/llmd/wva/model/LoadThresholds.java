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

    /** The same in terms of a load that is planned for with so many times as much. */
    public LoadThresholds below(double times) {
        return new LoadThresholds(replicas, divided(abovePerSecond, times), divided(atMostPerSecond, times));
    }

    /** The same where replicas that are there stay until they are not needed for so many times as much. */
    public LoadThresholds keeping(double times) {
        return new LoadThresholds(replicas, abovePerSecond, divided(atMostPerSecond, times));
    }

    private static OptionalDouble divided(OptionalDouble rate, double by) {
        return rate.isPresent() ? OptionalDouble.of(rate.getAsDouble() / by) : rate;
    }

    LoadThresholds withoutMeasurements() {
        return new LoadThresholds(replicas, some(abovePerSecond), some(atMostPerSecond));
    }

    private static OptionalDouble some(OptionalDouble rate) {
        return rate.isPresent() ? SOME : rate;
    }
}
