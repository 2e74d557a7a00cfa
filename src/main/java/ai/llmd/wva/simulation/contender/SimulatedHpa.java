package ai.llmd.wva.simulation.contender;

import ai.llmd.wva.hpa.Hpa;
import ai.llmd.wva.hpa.HpaFlags;
import ai.llmd.wva.hpa.HpaMemory;
import ai.llmd.wva.hpa.HpaPod;
import ai.llmd.wva.hpa.HpaSeen;
import ai.llmd.wva.hpa.HpaSpec;
import ai.llmd.wva.hpa.HpaStep;
import ai.llmd.wva.hpa.MetricReading;
import java.util.List;

/** A HorizontalPodAutoscaler at work on one target. */
public final class SimulatedHpa {
    private final Hpa hpa;
    private HpaMemory memory = HpaMemory.EMPTY;

    /** One that has not looked yet; where it may go to zero, the feature gate HPAScaleToZero is on. */
    public SimulatedHpa(HpaSpec spec) {
        this.hpa = new Hpa(spec, spec.minReplicas() == 0 ? HpaFlags.DEFAULT.withScaleToZero() : HpaFlags.DEFAULT);
    }

    /** Reads its metrics, one for each of the spec, and sets the replicas. */
    public HpaStep look(TargetSight sight, double nowMillis, Orders orders, MetricReading... readings) {
        var pods = sight.pods().stream().map(SimulatedHpa::pod).toList();
        var step = hpa.step(
                memory,
                new HpaSeen(
                        StrictMath.round(nowMillis), sight.specReplicas(), sight.replicas(), pods, List.of(readings)));
        memory = step.memory();
        if (step.desired() != sight.specReplicas()) {
            orders.scale(sight.target().index(), step.desired());
        }
        return step;
    }

    private static HpaPod pod(PodSight pod) {
        return pod.hasNode() ? HpaPod.running(pod.name(), pod.ready()) : HpaPod.pending(pod.name());
    }
}
