package ai.llmd.wva.policy;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.queueing.ReplicaSizing;
import ai.llmd.wva.queueing.Sizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The baseline: the plain arithmetic of the Go controller that this project replaces. The requests that completed are
 * the load; what a replica carries comes from the same queueing model; the replicas are the quotient, rounded up,
 * within the bounds. Each variant for itself, on the accelerator that it is on; devices are not counted, queues,
 * percentiles and pods that do not report are not looked at, and variants do not share a load.
 *
 * <p>It differs from the original where that would do harm: a load that is unknown is no zero load, so the last good
 * decision stays; and the faults of one variant do not touch the others.
 */
public final class OriginalPolicy implements Policy<OriginalPolicy.LastDecisions> {

    /** What it remembers: the last good decision on each variant. */
    public record LastDecisions(SortedMap<VariantId, Remembered> variants) {
        public LastDecisions {
            variants = Collections.unmodifiableSortedMap(new TreeMap<>(variants));
        }

        private Optional<LastGoodDecision> of(Variant variant) {
            var remembered = variants.get(variant.id());
            return remembered != null && remembered.uid().equals(variant.uid())
                    ? remembered.lastGood()
                    : variant.lastGood();
        }
    }

    /** Of the resource with that uid: a re-created one of the same name is another. */
    public record Remembered(String uid, Optional<LastGoodDecision> lastGood) {}

    private final Supplier<ReplicaSizing> sizings;

    public OriginalPolicy() {
        this(() -> new Sizer()::sizeNext);
    }

    /** @param sizings makes what sizes the replicas, for each plan anew */
    OriginalPolicy(Supplier<ReplicaSizing> sizings) {
        this.sizings = sizings;
    }

    @Override
    public LastDecisions initialMemory() {
        return new LastDecisions(new TreeMap<>());
    }

    @Override
    public PlanStep<LastDecisions> plan(Observation observation, LastDecisions memory, WorkLimit limit) {
        var fleet = observation.fleet();
        var failures = new ArrayList<PlanningFailure>(0);
        var decisions = new TreeMap<VariantId, Decision>();
        var remembered = new TreeMap<VariantId, Remembered>();
        var sizing = sizings.get();
        for (var variant : fleet.variants().values()) {
            var lastGood = memory.of(variant);
            Decision decision;
            try {
                decision = new OriginalDecision(observation, variant, lastGood).decide(sizing);
            } catch (RuntimeException | StackOverflowError e) {
                failures.add(new PlanningFailure(variant.id(), e));
                decision = Keeping.decide(fleet, variant, lastGood, Outcome.FAILED, new HoldCause.Failed(e.toString()));
            }
            decisions.put(variant.id(), decision);
            remembered.put(variant.id(), remembered(observation, variant, lastGood, decision));
        }
        return new PlanStep<>(
                new Plan(observation, decisions, summary(observation, decisions)),
                new LastDecisions(remembered),
                failures);
    }

    private static Remembered remembered(
            Observation observation, Variant variant, Optional<LastGoodDecision> before, Decision decision) {
        return new Remembered(
                variant.uid(),
                decision.outcome().succeeded()
                        ? Optional.of(new LastGoodDecision(
                                decision.accelerator(),
                                decision.desiredReplicas().orElseThrow(),
                                observation.at()))
                        : before);
    }

    /** On the accelerators that variants are on, no plan costs less; where devices are limited, nothing is known. */
    private static PlanSummary summary(Observation observation, SortedMap<VariantId, Decision> decisions) {
        double cost = Costs.centsPerHour(observation.fleet(), decisions.values());
        boolean limited = observation.fleet().capacity().isLimited();
        return new PlanSummary("", cost, limited ? Double.NEGATIVE_INFINITY : cost, !limited, true);
    }
}
