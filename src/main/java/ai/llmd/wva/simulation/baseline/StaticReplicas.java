package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.Contender;
import ai.llmd.wva.simulation.contender.Description;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;

/**
 * So many replicas all the time, within the bounds of each target.
 *
 * @param replicas 0 or more
 */
public record StaticReplicas(int replicas) implements Contender {
    /** What a reader of a comparison should know about all of them. */
    public static final Description DESCRIPTION = new Description(
            "N", "N replicas of each target, within its minimum and maximum", "", "N, by the name: `static-5`");

    public StaticReplicas {
        if (replicas < 0) {
            throw new IllegalArgumentException("static replicas must be 0 or more, not " + replicas);
        }
    }

    @Override
    public String name() {
        return "static-" + replicas;
    }

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public Scaler start(Scene scene) {
        return PoolSize.hold(scene, target -> replicas);
    }
}
