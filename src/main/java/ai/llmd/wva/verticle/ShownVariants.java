package ai.llmd.wva.verticle;

import ai.llmd.wva.model.ControllerName;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which variants have series: those that this controller takes care of. One that another controller had is shown only
 * once Prometheus has forgotten that one's series, or an autoscaler would add both. Used from one context.
 */
final class ShownVariants {
    private final VariantSeries series;
    private final VariantFigures figures;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Duration exportDelay;
    private final Map<VariantId, Elsewhere> elsewhere = new HashMap<>();
    private final Map<VariantId, Instant> shownFrom = new HashMap<>();

    private record Elsewhere(ControllerName holder, Gauge gauge) {}

    /**
     * Shows by these series.
     *
     * @param exportDelay how long a variant that another controller had shows no series
     */
    ShownVariants(VariantSeries series, MeterRegistry registry, Clock clock, Duration exportDelay) {
        this.series = series;
        this.figures = new VariantFigures(registry);
        this.registry = registry;
        this.clock = clock;
        this.exportDelay = exportDelay;
    }

    /** Shows a decision, or that another controller takes care of the variant. */
    void show(Plan plan, Variant variant) {
        var id = variant.id();
        var holder = variant.handling().elsewhere();
        if (holder.isPresent()) {
            leave(id, holder.get());
            return;
        }
        var before = elsewhere.remove(id);
        if (before != null) {
            registry.remove(before.gauge());
            shownFrom.put(id, clock.instant().plus(exportDelay));
        }
        var from = shownFrom.get(id);
        if (from != null && clock.instant().isBefore(from)) {
            return;
        }
        shownFrom.remove(id);
        var decision = plan.decisions().get(id);
        series.show(decision, isPublished(plan.observation().fleet(), variant), stuckPods(plan, decision));
        figures.show(plan, variant);
    }

    /** Whether some variant is to be shown later, though nothing new is planned. */
    boolean waits() {
        return !shownFrom.isEmpty();
    }

    void keepOnly(Set<VariantId> variants) {
        series.keepOnly(variants);
        figures.keepOnly(variants);
        elsewhere.entrySet().removeIf(entry -> {
            boolean gone = !variants.contains(entry.getKey());
            if (gone) {
                registry.remove(entry.getValue().gauge());
            }
            return gone;
        });
        shownFrom.keySet().retainAll(variants);
    }

    private void leave(VariantId id, ControllerName holder) {
        series.hide(id);
        figures.hide(id);
        shownFrom.remove(id);
        var shown = elsewhere.get(id);
        if (shown != null && shown.holder().equals(holder)) {
            return;
        }
        if (shown != null) {
            registry.remove(shown.gauge());
        }
        var gauge = Gauge.builder("wva_variant_held_back", () -> 1)
                .description("1 while another controller manages the variant and this one stays passive")
                .tags("variant_name", id.name(), "namespace", id.namespace(), "controller", holder.toString())
                .register(registry);
        elsewhere.put(id, new Elsewhere(holder, gauge));
    }

    private static boolean isPublished(Fleet fleet, Variant variant) {
        return fleet.actuation(variant).isPublished();
    }

    private static int stuckPods(Plan plan, Decision decision) {
        return plan.observation()
                .measured(decision.id())
                .map(Measured::stuckPods)
                .orElse(0);
    }
}
