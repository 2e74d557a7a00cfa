package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What each decision was made from, for dashboards and alerts: load and capacity, latencies and their targets, and when
 * it was made. NaN where something is not known, never zero. No autoscaler reads them. Used from one context.
 */
final class VariantFigures {
    private final MeterRegistry registry;
    private final Map<VariantId, Shown> shown = new HashMap<>();

    VariantFigures(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Rates per second and times in seconds. */
    private record Figures(
            double arrivals,
            double replicaCapacity,
            double ttft,
            double ttftTarget,
            double itl,
            double itlTarget,
            double decidedAt) {
        static Figures of(Plan plan, Variant variant) {
            var decision = plan.decisions().get(variant.id());
            var load = plan.observation().measured(variant.id()).map(Measured::load);
            var target = plan.observation().fleet().classFor(variant).flatMap(one -> one.targetFor(variant.modelId()));
            return new Figures(
                    load.map(Load::arrivalRatePerSecond).orElse(Double.NaN),
                    decision.allocation()
                            .map(Allocation::maxRatePerSecond)
                            .filter(rate -> rate > 0)
                            .orElse(Double.NaN),
                    seconds(load.map(Load::ttftMillis)),
                    limit(target.map(ServiceTarget::ttftMillis)),
                    seconds(load.map(Load::itlMillis)),
                    limit(target.map(ServiceTarget::itlMillis)),
                    decision.decidedAt()
                            .map(Instant::toEpochMilli)
                            .map(millis -> millis / MILLIS_PER_SECOND)
                            .orElse(Double.NaN));
        }

        private static double seconds(Optional<OptionalDouble> millis) {
            return millis.orElse(OptionalDouble.empty()).orElse(Double.NaN) / MILLIS_PER_SECOND;
        }

        /** A target of 0 is none. */
        private static double limit(Optional<Double> millis) {
            return millis.filter(target -> target > 0).orElse(Double.NaN) / MILLIS_PER_SECOND;
        }
    }

    /** Read by scrapes on other threads; values change in place. */
    private static final class Shown {
        private volatile Figures figures;
        private List<Meter> meters = List.of();

        Shown(Figures figures) {
            this.figures = figures;
        }
    }

    void show(Plan plan, Variant variant) {
        var figures = Figures.of(plan, variant);
        var before = shown.get(variant.id());
        if (before == null) {
            shown.put(variant.id(), register(variant.id(), new Shown(figures)));
        } else {
            before.figures = figures;
        }
    }

    void hide(VariantId id) {
        var gone = shown.remove(id);
        if (gone != null) {
            gone.meters.forEach(registry::remove);
        }
    }

    /** Removes all that is not of these variants. */
    void keepOnly(Set<VariantId> variants) {
        List.copyOf(shown.keySet()).stream()
                .filter(id -> !variants.contains(id))
                .forEach(this::hide);
    }

    private Shown register(VariantId id, Shown added) {
        added.meters = List.of(
                gauge("wva_arrival_rate", "requests_per_second", "Requests that arrive", id, added, Figures::arrivals),
                gauge(
                        "wva_replica_capacity",
                        "requests_per_second",
                        "Requests that one replica can serve within the latency targets",
                        id,
                        added,
                        Figures::replicaCapacity),
                gauge("wva_ttft", "seconds", "Mean time to the first token, as measured", id, added, Figures::ttft),
                gauge("wva_ttft_target", "seconds", "Target of it", id, added, Figures::ttftTarget),
                gauge("wva_itl", "seconds", "Mean time between tokens, as measured", id, added, Figures::itl),
                gauge("wva_itl_target", "seconds", "Target of it", id, added, Figures::itlTarget),
                gauge(
                        "wva_decision_timestamp",
                        "seconds",
                        "When the decision in force was made from fresh load, seconds since 1970",
                        id,
                        added,
                        Figures::decidedAt));
        return added;
    }

    private Gauge gauge(
            String name, String unit, String meaning, VariantId id, Shown of, ToDoubleFunction<Figures> value) {
        return Gauge.builder(name, of, one -> value.applyAsDouble(one.figures))
                .description(meaning)
                .baseUnit(unit)
                .tags(VariantSeries.variantTags(id))
                .register(registry);
    }
}
