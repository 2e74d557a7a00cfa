package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.EngineGauge;
import ai.llmd.wva.simulation.contender.TargetSight;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** Remembers what the pods of a variant gave, for {@code max_over_time()[1m]}. */
final class PressureGauge {
    private static final double WINDOW_SECONDS = 60;

    private final Map<String, RecentValues> kvUsage = new TreeMap<>();
    private final Map<String, RecentValues> waiting = new TreeMap<>();

    /** Reads the newest samples; to be called as often as they come. */
    VariantPressure read(TargetSight sight, double nowMillis) {
        var replicas = new ArrayList<ReplicaPressure>();
        var usage = sight.perPod(EngineGauge.KV_CACHE_USAGE);
        var queue = sight.perPod(EngineGauge.WAITING);
        for (int i = 0; i < usage.length; i++) {
            var pod = sight.pods().get(i).name();
            if (!Double.isNaN(usage[i]) && !Double.isNaN(queue[i])) {
                replicas.add(new ReplicaPressure(
                        most(kvUsage, pod, nowMillis, usage[i]), most(waiting, pod, nowMillis, queue[i])));
            }
        }
        return new VariantPressure(sight, replicas);
    }

    private static double most(Map<String, RecentValues> series, String pod, double nowMillis, double value) {
        return series.computeIfAbsent(pod, name -> new RecentValues(WINDOW_SECONDS))
                .add(nowMillis, value)
                .most();
    }
}
