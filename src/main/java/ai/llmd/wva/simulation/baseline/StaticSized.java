package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.Contender;
import ai.llmd.wva.simulation.contender.Description;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.oracle.TargetDemand;
import java.util.function.ToDoubleFunction;

/** So many replicas all the time, for the demand that the workload will be found to have had. */
public final class StaticSized implements Contender {
    /** For what requests ask on average. */
    public static final StaticSized MEAN = new StaticSized("static-mean", "mean demand", TargetDemand::meanReplicas);

    /** For the minute in which they ask most. */
    public static final StaticSized PEAK =
            new StaticSized("static-peak", "demand of the busiest minute", TargetDemand::peakReplicas);

    private final String name;
    private final String demand;
    private final ToDoubleFunction<TargetDemand> replicas;

    private StaticSized(String name, String demand, ToDoubleFunction<TargetDemand> replicas) {
        this.name = name;
        this.demand = demand;
        this.replicas = replicas;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Description description() {
        return new Description(
                "ceil(" + demand + " / capacity of a replica)",
                "capacity as the simulated engine truly has it, within the latency target; variants of one model "
                        + "share its demand evenly",
                "",
                "");
    }

    @Override
    public Scaler start(Scene scene) {
        return PoolSize.hold(scene, target -> (int) StrictMath.ceil(
                replicas.applyAsDouble(TargetDemand.of(scene, target.index())) / variants(scene, target)));
    }

    private static long variants(Scene scene, Target target) {
        return scene.targets().stream()
                .filter(other -> other.model() == target.model())
                .count();
    }
}
