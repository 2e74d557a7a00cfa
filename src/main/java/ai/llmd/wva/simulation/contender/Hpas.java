package ai.llmd.wva.simulation.contender;

import ai.llmd.wva.hpa.Hpa;
import ai.llmd.wva.hpa.HpaBehavior;
import ai.llmd.wva.hpa.HpaFlags;
import ai.llmd.wva.hpa.HpaMetric;
import ai.llmd.wva.hpa.HpaPod;
import ai.llmd.wva.hpa.HpaSpec;
import ai.llmd.wva.hpa.ScalingPolicy;
import ai.llmd.wva.hpa.ScalingRules;
import java.util.List;
import java.util.Optional;

/** HPAs for targets, and targets as an HPA sees them. */
final class Hpas {
    /** deploy/samples/hpa-integration.yaml: follow the metric at once, both ways. */
    private static final HpaBehavior AT_ONCE = new HpaBehavior(
            ScalingRules.of(0, ScalingPolicy.pods(10, 15)), ScalingRules.of(0, ScalingPolicy.pods(10, 15)));

    private Hpas() {}

    /** The sample's HPA, with the bounds of a target. */
    static Hpa following(Target target) {
        var spec = new HpaSpec(
                target.minReplicas(),
                target.maxReplicas(),
                List.of(HpaMetric.averageValue("inferno_desired_replicas", 1)),
                Optional.of(AT_ONCE));
        return new Hpa(spec, target.minReplicas() == 0 ? HpaFlags.DEFAULT.withScaleToZero() : HpaFlags.DEFAULT);
    }

    static List<HpaPod> pods(TargetSight sight) {
        return sight.pods().stream()
                .map(pod -> HpaPod.running(pod.name(), pod.ready()))
                .toList();
    }
}
