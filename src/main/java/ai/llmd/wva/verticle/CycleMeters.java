package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How the loop itself is doing: cycles, when the last one was, how its decisions came about, what is misconfigured. */
final class CycleMeters {
    private final MeterRegistry registry;
    private final Counter cycles;
    private final Counter incomplete;
    private final List<Meter> gauges;
    private volatile Last last = new Last(0, Map.of(), 0, 0);

    private volatile int problems;
    private long generation;

    private record Last(double epochSeconds, Map<String, Long> outcomes, double costCentsPerHour, double gap) {}

    CycleMeters(MeterRegistry registry) {
        this.registry = registry;
        this.cycles = Counter.builder("wva.cycles")
                .description("Cycles that were planned and acted on")
                .register(registry);
        this.incomplete = Counter.builder("wva.plan.incomplete")
                .description("Plans whose search the time limit cut short")
                .register(registry);
        this.gauges = new ArrayList<>();
        gauges.add(Gauge.builder("wva.plan.cost", this, self -> self.last.costCentsPerHour())
                .description("Cost of all replicas planned")
                .baseUnit("cents_per_hour")
                .register(registry));
        gauges.add(Gauge.builder("wva.plan.gap", this, self -> self.last.gap())
                .description("By how much the plan may cost more than the cheapest, as a share of its cost")
                .baseUnit("ratio")
                .register(registry));
        gauges.add(Gauge.builder("wva.cycle.last.timestamp", this, self -> self.last.epochSeconds())
                .description("When the last cycle measured, seconds since 1970")
                .baseUnit("seconds")
                .register(registry));
        gauges.add(Gauge.builder("wva.configuration.problems", this, self -> self.problems)
                .description("Invalid configuration entries and settings; the log names them")
                .register(registry));
        for (var outcome : Outcome.values()) {
            var name = outcome.name().toLowerCase(Locale.ROOT);
            gauges.add(Gauge.builder(
                            "wva.variants", this, self -> self.last.outcomes().getOrDefault(name, 0L))
                    .description("Variants by the outcome of their last decision")
                    .tag("outcome", name)
                    .register(registry));
        }
    }

    /** What is declared, at once; returns whether it is newer than what was seen before. */
    boolean declared(Fleet fleet) {
        if (fleet.generation() <= generation) {
            return false;
        }
        generation = fleet.generation();
        problems = fleet.problems().size();
        return true;
    }

    void acted(Plan plan) {
        declared(plan.observation().fleet());
        cycles.increment();
        if (!plan.summary().complete()) {
            incomplete.increment();
        }
        var outcomes = new TreeMap<String, Long>();
        plan.decisions()
                .values()
                .forEach(decision -> outcomes.merge(decision.outcome().name().toLowerCase(Locale.ROOT), 1L, Long::sum));
        last = new Last(
                plan.observation().at().toEpochMilli() / MILLIS_PER_SECOND,
                outcomes,
                plan.summary().costCentsPerHour(),
                plan.summary().gap());
    }

    void close() {
        gauges.forEach(registry::remove);
    }
}
