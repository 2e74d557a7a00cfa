package ai.llmd.wva.explain;

import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.Variant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A solution on one line, in the words of the log that people already read: for each variant class, model, rate
 * (requests a minute), tokens, allocation and targets; then the totals by accelerator type.
 */
public final class SolutionText {
    private SolutionText() {}

    public static String of(Plan plan) {
        var fleet = plan.observation().fleet();
        var rows = plan.decisions().values().stream()
                .map(decision -> row(plan, fleet, decision))
                .collect(Collectors.joining(" | "));
        var totals = new TreeMap<String, double[]>();
        for (var decision : plan.decisions().values()) {
            decision.allocation().ifPresent(allocation -> add(totals, fleet, decision, allocation));
        }
        var byType = totals.entrySet().stream().map(SolutionText::total).collect(Collectors.joining(" | "));
        double cost = 0;
        for (var total : totals.values()) {
            cost += total[1];
        }
        return rows + " | AllocationByType: " + byType + " | totalCost=" + number(cost);
    }

    private static String row(Plan plan, Fleet fleet, Decision decision) {
        var variant = fleet.variants().get(decision.id());
        var load = plan.observation()
                .measured(decision.id())
                .map(Measured::load)
                .map(one -> "rate=" + number(one.arrivalRatePerSecond() * SECONDS_PER_MINUTE) + "; tk="
                        + number(one.outputTokens().orElse(0)))
                .orElse("rate=unknown");
        return "s=" + decision.id().name() + ":" + decision.id().namespace() + "; " + classAndTargets(fleet, variant)
                + "; " + load + "; "
                + decision.allocation()
                        .map(SolutionText::allocation)
                        .orElseGet(() -> decision.outcome().name().toLowerCase(Locale.ROOT) + "={acc="
                                + decision.accelerator() + "; num="
                                + (decision.desiredReplicas().isPresent()
                                        ? decision.desiredReplicas().getAsInt()
                                        : "unknown")
                                + "}");
    }

    private static String classAndTargets(Fleet fleet, Variant variant) {
        var found = fleet.classFor(variant);
        var targets = found.flatMap(one -> one.targetFor(variant.modelId()));
        return "c=" + found.map(one -> one.name()).orElse("none") + "; m=" + variant.modelId()
                + targets.map(SolutionText::targets).orElse("");
    }

    private static String targets(ServiceTarget target) {
        return "; slo-itl=" + number(target.itlMillis()) + ", slo-ttft=" + number(target.ttftMillis()) + ", slo-tps="
                + number(target.tokensPerSecond());
    }

    private static String allocation(Allocation allocation) {
        return "alloc={acc=" + allocation.accelerator() + "; num=" + allocation.replicas() + "; maxBatch="
                + allocation.maxBatchSize() + "; cost=" + number(allocation.costCentsPerHour()) + ", itl="
                + precise(allocation.itlMillis()) + ", waitTime=" + precise(allocation.waitMillis()) + ", ttft="
                + precise(allocation.ttftMillis()) + ", rho=" + precise(allocation.utilization()) + ", maxRPM="
                + precise(allocation.maxRatePerSecond() * SECONDS_PER_MINUTE) + "}";
    }

    private static void add(Map<String, double[]> totals, Fleet fleet, Decision decision, Allocation allocation) {
        var variant = fleet.variants().get(decision.id());
        int units = variant.unitsPerReplica(allocation.accelerator()).orElse(1) * allocation.replicas();
        var device = fleet.accelerator(variant, allocation.accelerator())
                .map(Accelerator::device)
                .orElse(allocation.accelerator());
        var total = totals.computeIfAbsent(device, name -> new double[2]);
        total[0] += units;
        total[1] += allocation.costCentsPerHour();
    }

    private static String total(Map.Entry<String, double[]> entry) {
        return "name=" + entry.getKey() + ", count=" + (long) entry.getValue()[0] + ", cost="
                + number(entry.getValue()[1]);
    }

    private static String number(double value) {
        return SystemText.number(value);
    }

    private static String precise(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
