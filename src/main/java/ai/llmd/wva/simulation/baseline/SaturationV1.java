package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.Description;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.SweepName;
import ai.llmd.wva.simulation.contender.SweptContender;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * llm-d's first saturation analyzer: one replica more where replicas that are not saturated have little to spare, one
 * less where the others could take its load.
 *
 * @param kvThreshold KV usage from which a replica is saturated
 */
public record SaturationV1(double kvThreshold) implements SweptContender {
    /** With the recommended thresholds. */
    public static final SaturationV1 PUBLISHED = new SaturationV1(SaturationV1.KV_THRESHOLD);

    private static final double KV_THRESHOLD = 0.8;
    private static final double QUEUE_THRESHOLD = 5;
    private static final double KV_SPARE = 0.1;
    private static final double QUEUE_SPARE = 3;

    public SaturationV1 {
        SweepName.within("the KV threshold of saturation-v1", KV_SPARE, 1, kvThreshold);
    }

    @Override
    public String name() {
        return SweepName.of("saturation-v1", KV_THRESHOLD, kvThreshold);
    }

    @Override
    public Description description() {
        return new Description(
                "replicas with KV usage < kv and queue < 5: mean spare KV < 0.1 or mean spare queue < 3: +1 on the "
                        + "cheapest variant; both still spare with one replica less: −1 on the dearest; "
                        + "nothing while replicas start or go",
                "kv " + SweepName.text(kvThreshold) + ", gauges' most of 1 min, every 60 s; "
                        + "HPA of its chart: ± 10 pods / 15 s, no windows",
                "llm-d Workload Variant Autoscaler, Saturation Analyzer; internal/saturation/analyzer.go",
                "kv");
    }

    @Override
    public List<Double> sweep() {
        return SweepName.values(0.4, 0.5, 0.6, 0.7, KV_THRESHOLD);
    }

    @Override
    public SaturationV1 at(double value) {
        return new SaturationV1(value);
    }

    @Override
    public Scaler start(Scene scene) {
        return new SaturationScaler(scene, () -> this::targets);
    }

    /** The analyzer; it remembers nothing but what it said. */
    Map<Integer, Integer> targets(List<VariantPressure> variants, Map<Integer, Integer> desired) {
        var targets = new TreeMap<Integer, Integer>();
        var replicas = variants.stream()
                .flatMap(variant -> variant.replicas().stream())
                .toList();
        variants.forEach(variant -> targets.put(variant.target().index(), kept(variant, desired)));
        if (replicas.isEmpty() || variants.stream().anyMatch(variant -> isChanging(variant, desired))) {
            return targets;
        }
        var spare = Spare.of(replicas, kvThreshold);
        var price = Comparator.<VariantPressure>comparingDouble(
                        variant -> variant.target().centsPerHour())
                .thenComparing(variant -> variant.target().name());
        if (spare.isLittle()) {
            variants.stream()
                    .filter(variant -> variant.starting() == 0)
                    .min(price)
                    .ifPresent(variant -> targets.merge(variant.target().index(), 1, Integer::sum));
        } else if (spare.withOneLess(kvThreshold)) {
            variants.stream()
                    .filter(variant ->
                            variant.current() > Math.max(1, variant.target().minReplicas()))
                    .max(price)
                    .ifPresent(variant -> targets.merge(variant.target().index(), -1, Integer::sum));
        }
        return targets;
    }

    private static boolean isChanging(VariantPressure variant, Map<Integer, Integer> desired) {
        return kept(variant, desired) != variant.current() || variant.replicas().size() != variant.current();
    }

    private static int kept(VariantPressure variant, Map<Integer, Integer> desired) {
        return desired.getOrDefault(variant.target().index(), variant.current());
    }

    /** What replicas that are not saturated have to spare, on average; 0 where all are. */
    private record Spare(int replicas, double kv, double queue) {
        static Spare of(List<ReplicaPressure> all, double kvThreshold) {
            var kv = 0.0;
            var queue = 0.0;
            var count = 0;
            for (var replica : all) {
                if (replica.kvUsage() < kvThreshold && replica.waiting() < QUEUE_THRESHOLD) {
                    kv += kvThreshold - replica.kvUsage();
                    queue += QUEUE_THRESHOLD - replica.waiting();
                    count++;
                }
            }
            return count == 0 ? new Spare(0, 0, 0) : new Spare(count, kv / count, queue / count);
        }

        boolean isLittle() {
            return kv < KV_SPARE || queue < QUEUE_SPARE;
        }

        /** Whether there is still enough to spare if one of them goes and the others take its load. */
        boolean withOneLess(double kvThreshold) {
            if (replicas < 2) {
                return false;
            }
            var more = (double) replicas / (replicas - 1);
            return kvThreshold - (kvThreshold - kv) * more >= KV_SPARE
                    && QUEUE_THRESHOLD - (QUEUE_THRESHOLD - queue) * more >= QUEUE_SPARE;
        }
    }
}
