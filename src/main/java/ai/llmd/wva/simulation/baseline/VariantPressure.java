package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.contender.TargetSight;
import java.util.List;

/**
 * A variant as a saturation analyzer reads it.
 *
 * @param replicas those that give metrics
 */
record VariantPressure(TargetSight sight, List<ReplicaPressure> replicas) {
    VariantPressure {
        replicas = List.copyOf(replicas);
    }

    Target target() {
        return sight.target();
    }

    /** Pods that there are, whether they are ready or not. */
    int current() {
        return sight.replicas();
    }

    int starting() {
        return Math.max(0, current() - sight.readyReplicas());
    }
}
