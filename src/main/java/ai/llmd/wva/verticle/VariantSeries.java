package ai.llmd.wva.verticle;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DecisionMetric;
import ai.llmd.wva.model.MetricNames;
import ai.llmd.wva.model.VariantId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The series that autoscalers read (docs/compatibility.md, Metrics served), by one name or two; whether each decision
 * is held, and how many pods are stuck. What is only advised has a series of its own and none that an autoscaler reads:
 * one that finds none changes nothing, while any number would be acted on; so has what the controller alone acts on. A
 * series lives as long as its variant, accelerator and who acts on it; values change in place, so that no scrape falls
 * between two of them. Used from one context.
 */
final class VariantSeries {
    private final MeterRegistry registry;
    private final MetricNames names;
    private final Map<VariantId, Gauges> series = new HashMap<>();
    private final Map<VariantId, Set<Counter>> counters = new HashMap<>();

    VariantSeries(MeterRegistry registry, MetricNames names) {
        this.registry = registry;
        this.names = names;
    }

    /** The numbers of one variant on one accelerator, read by scrapes on other threads. */
    private static final class Gauges {
        private final String accelerator;
        private final Reader reader;
        private final List<Meter> meters = new ArrayList<>();
        private volatile Replicas numbers;

        Gauges(Decision decision, Reader reader, Replicas numbers) {
            this.accelerator = decision.accelerator();
            this.reader = reader;
            this.numbers = numbers;
        }

        /** Whether the decision has the same series. */
        boolean fit(Decision decision, Reader other) {
            return accelerator.equals(decision.accelerator()) && reader == other;
        }
    }

    /** Who is to go by a decision. */
    private enum Reader {
        AUTOSCALER,
        CONTROLLER,
        NOBODY;

        static Reader of(Decision decision, boolean published) {
            if (decision.advisory()) {
                return NOBODY;
            }
            return published ? AUTOSCALER : CONTROLLER;
        }
    }

    private record Replicas(int current, int desired, boolean held, int stuckPods) {
        /** From nothing, the ratio is the number itself. */
        double ratio() {
            return current == 0 ? desired : (double) desired / current;
        }
    }

    /**
     * Shows a decision. One without replicas shows nothing: there is no number to act on.
     *
     * @param published whether autoscalers are to read it
     * @param stuckPods pods of the variant that hold requests and do not get on with them, as far as is known
     */
    void show(Decision decision, boolean published, int stuckPods) {
        if (decision.desiredReplicas().isEmpty()) {
            hide(decision.id());
            return;
        }
        int desired = decision.desiredReplicas().getAsInt();
        var numbers = new Replicas(
                decision.currentReplicas(), desired, !decision.outcome().succeeded(), stuckPods);
        var reader = Reader.of(decision, published);
        var shown = series.get(decision.id());
        if (shown != null && !shown.fit(decision, reader)) {
            hide(decision.id());
            shown = null;
        }
        if (shown == null) {
            series.put(decision.id(), register(decision.id(), new Gauges(decision, reader, numbers)));
        } else {
            shown.numbers = numbers;
        }
    }

    /** Counts a decision that changed. */
    void count(VariantId id, boolean up, Decision decision) {
        var tags = variantTags(id)
                .and("direction", up ? "up" : "down")
                .and("reason", decision.constraint().name().toLowerCase(Locale.ROOT));
        var counter = Counter.builder("inferno_replica_scaling")
                .description("Changes of the desired replicas")
                .tags(tags)
                .register(registry);
        counter.increment();
        counters.computeIfAbsent(id, any -> new HashSet<>()).add(counter);
    }

    /** Removes all that is not of these variants. */
    void keepOnly(Set<VariantId> variants) {
        List.copyOf(series.keySet()).stream()
                .filter(id -> !variants.contains(id))
                .forEach(this::hide);
        List.copyOf(counters.keySet()).stream()
                .filter(id -> !variants.contains(id))
                .forEach(id -> counters.remove(id).forEach(registry::remove));
    }

    private Gauges register(VariantId id, Gauges added) {
        var tags = variantTags(id).and("accelerator_type", added.accelerator);
        named("current_replicas", "Replicas that the scale target has", added, tags, Replicas::current);
        if (added.reader == Reader.CONTROLLER) {
            added.meters.add(Gauge.builder("wva_scaled_replicas", added, one -> one.numbers.desired())
                    .description("Replicas that the controller itself scales the target to")
                    .tags(tags)
                    .register(registry));
        } else if (added.reader == Reader.NOBODY) {
            added.meters.add(Gauge.builder("wva_advised_replicas", added, one -> one.numbers.desired())
                    .description("Replicas that would keep the latency targets; nothing acts on them")
                    .tags(tags)
                    .register(registry));
        } else {
            named(
                    DecisionMetric.Quantity.REPLICAS.number(),
                    "Replicas that keep the latency targets",
                    added,
                    tags,
                    Replicas::desired);
            named(
                    DecisionMetric.Quantity.RATIO.number(),
                    "Desired divided by current replicas; from 0 replicas, the desired number",
                    added,
                    tags,
                    Replicas::ratio);
        }
        added.meters.add(Gauge.builder("wva_decision_held", added, one -> one.numbers.held() ? 1 : 0)
                .description("1 while the decision does not come from fresh load")
                .tags(variantTags(id))
                .register(registry));
        added.meters.add(Gauge.builder("wva_stuck_pods", added, one -> one.numbers.stuckPods())
                .description("Pods that hold requests but make no progress: their capacity does not count")
                .tags(variantTags(id))
                .register(registry));
        return added;
    }

    private void named(String number, String meaning, Gauges added, Tags tags, ToDoubleFunction<Replicas> value) {
        for (var name : names.of(number)) {
            added.meters.add(Gauge.builder(name, added, one -> value.applyAsDouble(one.numbers))
                    .description(meaning)
                    .tags(tags)
                    .register(registry));
        }
    }

    /** Removes what tells of a variant's replicas; what was counted stays. */
    void hide(VariantId id) {
        var gone = series.remove(id);
        if (gone != null) {
            gone.meters.forEach(registry::remove);
        }
    }

    static Tags variantTags(VariantId id) {
        return Tags.of("variant_name", id.name(), "namespace", id.namespace());
    }
}
