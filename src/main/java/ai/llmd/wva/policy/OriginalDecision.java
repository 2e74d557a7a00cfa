package ai.llmd.wva.policy;

import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DesiredScale;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.Subject;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.queueing.ReplicaSizing;
import java.util.List;
import java.util.Optional;

/** What {@link OriginalPolicy} decides on one variant. */
record OriginalDecision(Observation observation, Variant variant, Optional<LastGoodDecision> lastGood) {
    private static final String NO_ACCELERATOR = "the policy original needs to know the accelerator that the variant is"
            + " on: set the label inference.optimization/acceleratorName";

    Decision decide(ReplicaSizing sizing) {
        var fleet = observation.fleet();
        var serviceClass = fleet.classFor(variant);
        var current = variant.currentAccelerator();
        if (variant.handling().frozen()) {
            return keep(Outcome.FROZEN, new HoldCause.Frozen());
        }
        if (!variant.isPlannable()) {
            return keep(Outcome.INVALID, HoldCause.Invalid.of(variant));
        }
        if (current.isEmpty()) {
            return keep(
                    Outcome.INVALID,
                    new HoldCause.Invalid(List.of(
                            new Problem(new Subject.Resource(variant.id()), Effect.NOT_PLANNED, NO_ACCELERATOR))));
        }
        if (variant.target() instanceof TargetState.Missing missing) {
            return keep(Outcome.HELD, new HoldCause.TargetMissing(missing.message()));
        }
        if (observation.measurements().get(variant.id()) instanceof Measured measured) {
            var declared = variant.profileFor(current.get());
            if (declared.isEmpty()) {
                return keep(Outcome.UNPROFILED, new HoldCause.NoProfile(current.get(), CalibrationMode.OFF));
            }
            var profile = declared.get();
            var target = serviceClass.orElseThrow().targetFor(variant.modelId()).orElseThrow();
            return sized(measured.load(), profile, withoutPercentile(target), sizing);
        }
        var unknown = (Unknown) observation.measurements().get(variant.id());
        return keep(Outcome.HELD, new HoldCause.LoadUnknown(unknown.cause(), unknown.message()));
    }

    private Decision sized(Load load, PerformanceProfile profile, ServiceTarget target, ReplicaSizing sizing) {
        double rate = load.completionRatePerSecond();
        if (rate == 0) {
            return idle(profile);
        }
        boolean lacksInput = profile.prefill().isPresent() && load.inputTokens().isEmpty();
        if (load.outputTokens().isEmpty() || lacksInput) {
            return keep(
                    Outcome.HELD,
                    new HoldCause.TokensUnknown(load.outputTokens().isPresent()));
        }
        double outputTokens = load.outputTokens().getAsDouble();
        if (outputTokens == 0) {
            return idle(profile);
        }
        var requests = Requests.of(load.inputTokens().orElse(0), outputTokens, target);
        var fleet = observation.fleet();
        var candidate = Candidate.of(
                fleet.accelerator(variant, profile.accelerator()).orElseThrow(),
                profile,
                fleet.price(variant, profile.accelerator()).orElseThrow(),
                Optional.empty(),
                requests,
                sizing);
        return candidate.isFeasible()
                ? divided(candidate, requests.demandPerSecond(rate))
                : keep(Outcome.INFEASIBLE, new HoldCause.Infeasible(List.of(candidate.refusal())));
    }

    private Decision divided(Candidate candidate, double ratePerSecond) {
        var bounds = bounds();
        int needed = candidate.replicasFor(ratePerSecond);
        int replicas = bounds.apply(needed);
        var allocation = candidate.allocation(replicas, ratePerSecond);
        return decided(
                allocation,
                bounds.binding(needed).orElseGet(candidate::binding),
                new Rationale.OwnLoad(
                        ratePerSecond,
                        candidate.requests().shape().outputTokens(),
                        needed,
                        candidate.capacity(allocation.limits()),
                        Optional.empty(),
                        Optional.empty(),
                        candidate.thresholds(replicas, bounds)));
    }

    private Decision idle(PerformanceProfile profile) {
        int replicas = bounds().apply(0);
        double cost = observation
                .fleet()
                .costCentsPerHour(variant, profile.accelerator(), replicas)
                .orElseThrow();
        return decided(
                Allocation.idle(profile.accelerator(), replicas, profile.maxBatchSize(), cost),
                Constraint.MINIMUM,
                new Rationale.NoLoad());
    }

    private Decision decided(Allocation allocation, Constraint constraint, Rationale rationale) {
        return new Decision(
                variant.id(),
                Outcome.OPTIMIZED,
                DesiredScale.decided(
                        allocation.accelerator(), allocation.replicas(), variant.currentReplicas(), observation.at()),
                constraint,
                rationale,
                Optional.of(allocation));
    }

    private Decision keep(Outcome outcome, HoldCause cause) {
        return Keeping.decide(observation.fleet(), variant, lastGood, outcome, cause);
    }

    private Bounds bounds() {
        return Bounds.of(variant, observation.fleet().settings());
    }

    private static ServiceTarget withoutPercentile(ServiceTarget target) {
        return new ServiceTarget(target.ttftMillis(), target.itlMillis(), target.tokensPerSecond());
    }
}
