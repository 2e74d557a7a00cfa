package ai.llmd.wva.page.view;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.VariantId;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A plan with changed inputs beside the one that was made.
 *
 * @param cycle of the plan that was made
 * @param basedOn when its inputs were measured
 * @param costCentsPerHour of all replicas that are planned
 * @param variants those that were named, and those whose number changes
 */
public record WhatIfView(long cycle, Instant basedOn, CostPair costCentsPerHour, List<Changed> variants) {
    public WhatIfView {
        variants = List.copyOf(variants);
    }

    /** Of the plan that was made, and of the one with changed inputs. */
    public record CostPair(double before, double after) {}

    /**
     * A variant in both plans.
     *
     * @param reason of the decision with changed inputs
     */
    public record Changed(String namespace, String name, Planned before, Planned after, String reason) {
        /** A variant that is in both. */
        public static Changed of(VariantId id, Plan before, Plan after) {
            return new Changed(
                    id.namespace(),
                    id.name(),
                    Planned.of(id, before),
                    Planned.of(id, after),
                    DecisionText.reason(after.decisions().get(id)));
        }
    }

    /** What a plan has for a variant, with the mean latencies that it expects. */
    public record Planned(
            OptionalInt replicas,
            OptionalDouble costCentsPerHour,
            OptionalDouble ttftMillis,
            OptionalDouble itlMillis) {
        static Planned of(VariantId id, Plan plan) {
            var decision = plan.decisions().get(id);
            var fleet = plan.observation().fleet();
            return new Planned(
                    decision.desiredReplicas(),
                    fleet.costCentsPerHour(
                            fleet.variants().get(id),
                            decision.accelerator(),
                            decision.desiredReplicas().orElse(0)),
                    LatencyView.expected(decision.allocation(), Allocation::ttftMillis),
                    LatencyView.expected(decision.allocation(), Allocation::itlMillis));
        }
    }
}
