package ai.llmd.wva.examples;

import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DesiredScale;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.LoadThresholds;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.model.RateLimits;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.ReplicaArithmetic;
import ai.llmd.wva.model.ReplicaCapacity;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.policy.Bounds;
import ai.llmd.wva.policy.Costs;
import ai.llmd.wva.policy.Keeping;
import ai.llmd.wva.policy.PlanStep;
import ai.llmd.wva.policy.Policy;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes every replica for good for the same rate, whatever its profile says.
 *
 * @param replicaRatePerSecond what one replica carries, > 0
 */
public record FixedRatePolicy(double replicaRatePerSecond) implements Policy<FixedRatePolicy.Memory> {

    /** What it remembers: the last decision on each variant that was made from a measured load. */
    public record Memory(SortedMap<VariantId, LastGoodDecision> lastGood) {
        public Memory {
            lastGood = Collections.unmodifiableSortedMap(new TreeMap<>(lastGood));
        }
    }

    @Override
    public Memory initialMemory() {
        return new Memory(new TreeMap<>());
    }

    @Override
    public PlanStep<Memory> plan(Observation observation, Memory memory, WorkLimit limit) {
        var decisions = new TreeMap<VariantId, Decision>();
        var remembered = new TreeMap<VariantId, LastGoodDecision>();
        for (var variant : observation.fleet().variants().values()) {
            // after a restart the memory is empty, and the status has what was decided
            var lastGood =
                    Optional.ofNullable(memory.lastGood().get(variant.id())).or(variant::lastGood);
            var decision = decide(observation, variant, lastGood);
            decisions.put(variant.id(), decision);
            remember(observation, decision, lastGood).ifPresent(good -> remembered.put(variant.id(), good));
        }
        double cost = Costs.centsPerHour(observation.fleet(), decisions.values());
        var summary = new PlanSummary("", cost, Double.NEGATIVE_INFINITY, false, true);
        return new PlanStep<>(new Plan(observation, decisions, summary), new Memory(remembered));
    }

    private Decision decide(Observation observation, Variant variant, Optional<LastGoodDecision> lastGood) {
        var fleet = observation.fleet();
        if (variant.handling().frozen()) {
            return Keeping.decide(fleet, variant, lastGood, Outcome.FROZEN, new HoldCause.Frozen());
        }
        if (!variant.isPlannable()) {
            return Keeping.decide(fleet, variant, lastGood, Outcome.INVALID, HoldCause.Invalid.of(variant));
        }
        if (variant.target() instanceof TargetState.Missing missing) {
            var cause = new HoldCause.TargetMissing(missing.message());
            return Keeping.decide(fleet, variant, lastGood, Outcome.HELD, cause);
        }
        if (observation.measurements().get(variant.id()) instanceof Unknown unknown) {
            var cause = new HoldCause.LoadUnknown(unknown.cause(), unknown.message());
            return Keeping.decide(fleet, variant, lastGood, Outcome.HELD, cause);
        }
        return divided(observation, variant);
    }

    private Decision divided(Observation observation, Variant variant) {
        var load = ((Measured) observation.measurements().get(variant.id())).load();
        double rate = load.arrivalRatePerSecond();
        int needed = ReplicaArithmetic.fewest(rate, replicaRatePerSecond);
        var bounds = Bounds.of(variant, observation.fleet().settings());
        var capacity = new ReplicaCapacity(
                replicaRatePerSecond, Constraint.THROUGHPUT, new ServiceTarget(0, 0, 0), RateLimits.NONE);
        return new Decision(
                variant.id(),
                Outcome.OPTIMIZED,
                DesiredScale.decided(
                        variant.currentAccelerator().orElse(""),
                        bounds.apply(needed),
                        variant.currentReplicas(),
                        observation.at()),
                bounds.binding(needed).orElse(Constraint.THROUGHPUT),
                new Rationale.OwnLoad(
                        rate,
                        load.outputTokens().orElse(0),
                        needed,
                        capacity,
                        Optional.empty(),
                        Optional.empty(),
                        LoadThresholds.NONE),
                Optional.empty());
    }

    private static Optional<LastGoodDecision> remember(
            Observation observation, Decision decision, Optional<LastGoodDecision> before) {
        return decision.outcome().succeeded()
                ? Optional.of(new LastGoodDecision(
                        decision.accelerator(), decision.desiredReplicas().orElseThrow(), observation.at()))
                : before;
    }
}
