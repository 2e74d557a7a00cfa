package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Target;
import java.util.function.ToIntFunction;

/** Pools whose size is set once. */
final class PoolSize {
    private PoolSize() {}

    /** A scaler that sets the replicas of each target at its first look, within the target's bounds. */
    static Scaler hold(Scene scene, ToIntFunction<Target> replicas) {
        return (sight, orders) -> {
            for (var target : scene.targets()) {
                orders.scale(target.index(), within(target, replicas.applyAsInt(target)));
            }
            return Double.POSITIVE_INFINITY;
        };
    }

    static int within(Target target, int replicas) {
        return Math.max(target.minReplicas(), Math.min(replicas, target.maxReplicas()));
    }
}
