package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.hpa.HpaPresets;
import ai.llmd.wva.hpa.MetricReading;
import ai.llmd.wva.simulation.contender.Orders;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The loop of llm-d's Workload Variant Autoscaler: an analyzer looks at each model once a minute and publishes
 * replicas, which an autoscaler of each variant follows when they have been scraped, one look later.
 */
final class SaturationScaler implements Scaler {
    private static final int LOOKS_PER_DECISION = 4;
    private static final double EVERY_MILLIS = 1000.0 * HpaLoop.EVERY_SECONDS;

    private final Scene scene;
    private final Map<Integer, SaturationAnalyzer> analyzers = new TreeMap<>();
    private final List<PressureGauge> gauges = new ArrayList<>();
    private final List<HpaLoop> autoscalers = new ArrayList<>();
    private final Map<Integer, Integer> published = new TreeMap<>();
    private int looks;

    SaturationScaler(Scene scene, Supplier<SaturationAnalyzer> analyzer) {
        this.scene = scene;
        for (var target : scene.targets()) {
            analyzers.computeIfAbsent(target.model(), model -> analyzer.get());
            gauges.add(new PressureGauge());
            autoscalers.add(new HpaLoop(HpaPresets.followingReplicas(
                    HpaPresets.DESIRED_REPLICAS,
                    HpaLoop.minReplicas(target),
                    target.maxReplicas(),
                    HpaPresets.WVA_BEHAVIOR)));
        }
    }

    @Override
    public double firstLookMillis() {
        return ClockPhase.firstMillis(scene, LOOKS_PER_DECISION * EVERY_MILLIS);
    }

    @Override
    public double look(Sight sight, Orders orders) {
        var pressures = new ArrayList<VariantPressure>();
        for (int i = 0; i < gauges.size(); i++) {
            var target = sight.target(i);
            pressures.add(gauges.get(i).read(target, sight.nowMillis()));
            autoscalers.get(i).look(target, sight.nowMillis(), orders, reading(i));
        }
        if (looks++ % LOOKS_PER_DECISION == 0) {
            analyzers.forEach((model, analyzer) -> decide(model, analyzer, pressures));
        }
        return sight.nowMillis() + EVERY_MILLIS;
    }

    private MetricReading reading(int target) {
        var replicas = published.get(target);
        return replicas == null ? MetricReading.unread() : MetricReading.adapter(replicas);
    }

    private void decide(int model, SaturationAnalyzer analyzer, List<VariantPressure> pressures) {
        var variants = pressures.stream()
                .filter(pressure -> pressure.target().model() == model)
                .toList();
        analyzer.targets(variants, Map.copyOf(published))
                .forEach((index, replicas) ->
                        published.put(index, PoolSize.within(scene.targets().get(index), replicas)));
    }
}
