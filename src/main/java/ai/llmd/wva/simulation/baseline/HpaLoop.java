package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.hpa.Hpa;
import ai.llmd.wva.hpa.HpaCause;
import ai.llmd.wva.hpa.HpaFlags;
import ai.llmd.wva.hpa.HpaMemory;
import ai.llmd.wva.hpa.HpaPod;
import ai.llmd.wva.hpa.HpaSeen;
import ai.llmd.wva.hpa.HpaSpec;
import ai.llmd.wva.hpa.HpaStep;
import ai.llmd.wva.hpa.MetricReading;
import ai.llmd.wva.hpa.MilliValue;
import ai.llmd.wva.simulation.contender.EngineGauge;
import ai.llmd.wva.simulation.contender.Orders;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.contender.TargetSight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** A HorizontalPodAutoscaler at work on one target. */
final class HpaLoop {
    static final int EVERY_SECONDS = HpaFlags.DEFAULT_SYNC_SECONDS;

    private final Hpa hpa;
    private final int minReplicas;
    private HpaMemory memory = HpaMemory.EMPTY;

    HpaLoop(HpaSpec spec) {
        this.hpa = new Hpa(spec, HpaFlags.DEFAULT);
        this.minReplicas = spec.minReplicas();
    }

    /** An autoscaler's minReplicas: 1 where the target may have none, since nothing would bring it back from there. */
    static int minReplicas(Target target) {
        return Math.max(1, target.minReplicas());
    }

    /** Reads its metrics, one for each of the spec, and sets the replicas. */
    void look(TargetSight sight, double nowMillis, Orders orders, MetricReading... readings) {
        var target = sight.target().index();
        if (sight.specReplicas() == 0) {
            orders.scale(target, minReplicas);
            return;
        }
        var step = hpa.step(memory, seen(sight, nowMillis, List.of(readings)));
        memory = step.memory();
        if (step.desired() != sight.specReplicas()) {
            orders.scale(target, step.desired());
        }
        note(target, step, orders);
    }

    /** The values of a gauge by pod, as prometheus-adapter serves them. */
    static MetricReading perPod(TargetSight sight, EngineGauge gauge) {
        var values = sight.perPod(gauge);
        var milli = new TreeMap<String, Long>();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                milli.put(sight.pods().get(i).name(), MilliValue.truncated(values[i]));
            }
        }
        return milli.isEmpty() ? MetricReading.unread() : new MetricReading.PerPod(milli);
    }

    private static HpaSeen seen(TargetSight sight, double nowMillis, List<MetricReading> readings) {
        var pods = new ArrayList<HpaPod>();
        for (var pod : sight.pods()) {
            pods.add(HpaPod.running(pod.name(), pod.ready()));
        }
        return new HpaSeen(StrictMath.round(nowMillis), sight.specReplicas(), sight.replicas(), pods, readings);
    }

    private static void note(int target, HpaStep step, Orders orders) {
        var why = step.why();
        var words = why.cause().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        orders.note(
                target,
                why.proposed().orElse(step.desired()),
                why.cause() == HpaCause.METRICS_UNREAD,
                why.metric().map(metric -> metric + ": " + words).orElse(words));
    }
}
