package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.hpa.HpaCause;
import ai.llmd.wva.hpa.HpaFlags;
import ai.llmd.wva.hpa.HpaSpec;
import ai.llmd.wva.hpa.HpaStep;
import ai.llmd.wva.hpa.MetricReading;
import ai.llmd.wva.hpa.MilliValue;
import ai.llmd.wva.simulation.contender.EngineGauge;
import ai.llmd.wva.simulation.contender.Orders;
import ai.llmd.wva.simulation.contender.SimulatedHpa;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.contender.TargetSight;
import java.util.Locale;
import java.util.TreeMap;

/** An HPA that follows somebody's metrics, and says in a note what it makes of them. */
final class HpaLoop {
    static final int EVERY_SECONDS = HpaFlags.DEFAULT_SYNC_SECONDS;

    private final SimulatedHpa hpa;
    private final int minReplicas;

    HpaLoop(HpaSpec spec) {
        this.hpa = new SimulatedHpa(spec);
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
        note(target, hpa.look(sight, nowMillis, orders, readings), orders);
    }

    /** The values of a gauge by pod, as prometheus-adapter serves them. */
    static MetricReading perPod(TargetSight sight, EngineGauge gauge) {
        var pods = sight.pods();
        var values = sight.perPod(gauge);
        var milli = new TreeMap<String, Long>();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                milli.put(pods.get(i).name(), MilliValue.truncated(values[i]));
            }
        }
        return milli.isEmpty() ? MetricReading.unread() : new MetricReading.PerPod(milli);
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
