package ai.llmd.wva.planning;

import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.planning.Assessment.Settled;
import ai.llmd.wva.policy.Batching;
import ai.llmd.wva.policy.Candidate;
import ai.llmd.wva.policy.Requests;
import ai.llmd.wva.queueing.ReplicaSizing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at one variant: what cannot be decided is held; what can is sized on every accelerator it has a profile for.
 */
final class SoloPlanner {
    private SoloPlanner() {}

    /** What keeps a variant from being planned at all: its owner, a fault, no target, no known load, no profile. */
    static Optional<Settled> obstacle(Situation situation) {
        if (situation.variant().handling().frozen()) {
            return Optional.of(new Settled(Holding.frozen(situation)));
        }
        if (!situation.variant().isPlannable()) {
            return held(situation, Outcome.INVALID, HoldCause.Invalid.of(situation.variant()));
        }
        if (situation.variant().target() instanceof TargetState.Missing missing) {
            return held(situation, Outcome.HELD, new HoldCause.TargetMissing(missing.message()));
        }
        if (situation.measurement() instanceof Unknown unknown) {
            return held(situation, Outcome.HELD, new HoldCause.LoadUnknown(unknown.cause(), unknown.message()));
        }
        if (situation.variant().profiles().isEmpty()) {
            var cause = new HoldCause.NoProfile(
                    situation.variant().currentAccelerator().orElse(""),
                    situation.fleet().calibration(situation.variant()),
                    situation.speed().progress());
            return Optional.of(new Settled(Holding.unprofiled(situation, cause)));
        }
        return Optional.empty();
    }

    /** A variant without {@link #obstacle} that has its load to itself. */
    static Assessment assess(Situation situation, ReplicaSizing sizer) {
        var measured = (Measured) situation.measurement();
        if (measured.load().isZero()) {
            return new Settled(measured.partial() ? Holding.partial(situation, measured) : Idle.decide(situation));
        }
        var unknownTokens = unknownTokens(situation);
        if (unknownTokens.isPresent()) {
            return new Settled(Holding.hold(situation, Outcome.HELD, unknownTokens.get()));
        }
        return sized(situation, measured, sizer);
    }

    private static Assessment sized(Situation situation, Measured measured, ReplicaSizing sizer) {
        var shape = MeasuredShape.of(
                situation.inputTokens().orElse(0), situation.outputTokens().getAsDouble(), measured.load());
        var requests = Requests.of(shape, target(situation));
        var demand = OwnDemand.of(situation, measured, requests);
        if (demand.ratePerSecond() == 0) {
            // requests are in the system but none arrived in the window: they need what runs now
            return new Settled(Holding.hold(situation, Outcome.HELD, new HoldCause.NothingArrived()));
        }
        var candidates = candidates(situation, requests, sizer);
        var held = Holding.replicas(situation);
        int floor = held.isPresent() && QueueGuard.forbidsScaleIn(measured) ? held.getAsInt() : 0;
        var options = options(situation, candidates, demand, floor, held.orElse(0));
        var allowed = new ArrayList<Option>(options.size());
        for (var option : options) {
            if (situation.mayUse(option.accelerator())) {
                allowed.add(option);
            }
        }
        if (allowed.isEmpty()) {
            var refused = Holding.hold(situation, Outcome.INFEASIBLE, refusals(situation, candidates));
            return new Settled(refused.withAdvice(SoloClaim.advice(situation, options, Optional.empty())));
        }
        int best = Math.max(allowed.get(0).bounded(), demand.least(situation.bounds()));
        if (measured.partial() && (held.isEmpty() || best <= held.getAsInt())) {
            return new Settled(Holding.partial(situation, measured));
        }
        if (held.isPresent() && best < held.getAsInt() && measured.expectedPods() == 0) {
            return new Settled(Holding.hold(situation, Outcome.HELD, new HoldCause.YoungPods()));
        }
        if (held.isPresent() && Math.max(best, floor) < held.getAsInt() && measured.understatesLengths()) {
            return new Settled(Holding.hold(situation, Outcome.HELD, new HoldCause.TokensUnknown(false)));
        }
        return new SoloClaim(situation, allowed, options);
    }

    static ServiceTarget target(Situation situation) {
        return situation
                .serviceClass()
                .flatMap(found -> found.targetFor(situation.variant().modelId()))
                .orElseThrow();
    }

    /** Every accelerator that has a profile and a price, sized. */
    static List<Candidate> candidates(Situation situation, Requests requests, ReplicaSizing sizer) {
        var candidates = new ArrayList<Candidate>(situation.variant().profiles().size());
        for (var profile : situation.variant().profiles()) {
            var name = profile.accelerator();
            var accelerator = situation.fleet().accelerator(situation.variant(), name);
            if (accelerator.isPresent()) { // the variant's own is checked before; others are only alternatives
                var price = situation.fleet().price(situation.variant(), name).orElseThrow();
                var batching = Batching.of(situation.law(), profile, situation.kvCacheTokens(name));
                candidates.add(Candidate.of(
                        accelerator.get(), admitted(situation, profile), price, batching, requests, sizer));
            }
        }
        return candidates;
    }

    /** The profile of what runs as far as its engine admits it; of other accelerators nothing is known. */
    private static PerformanceProfile admitted(Situation situation, PerformanceProfile profile) {
        return situation.measurement() instanceof Measured measured && situation.mayRunOn(profile.accelerator())
                ? measured.admitted(profile)
                : profile;
    }

    /** Why none of the accelerators that may be used would do. */
    static HoldCause refusals(Situation situation, List<Candidate> candidates) {
        var refusals = new ArrayList<HoldCause.Refusal>();
        for (var candidate : candidates) {
            if (!candidate.isFeasible() && situation.mayUse(candidate.name())) {
                refusals.add(candidate.refusal());
            }
        }
        return new HoldCause.Infeasible(refusals);
    }

    /** The feasible options, best first. */
    private static List<Option> options(
            Situation situation, List<Candidate> candidates, OwnDemand demand, int floor, int held) {
        var from = current(situation);
        var options = new ArrayList<Option>(candidates.size());
        for (var candidate : candidates) {
            if (candidate.isFeasible()) {
                options.add(Option.of(candidate, demand, situation.bounds(), floor, held, from));
            }
        }
        options.sort(Option.ORDER);
        return options;
    }

    private static Optional<Option.Current> current(Situation situation) {
        var variant = situation.variant();
        return situation.from().flatMap(name -> {
            var cost = situation.fleet().costCentsPerHour(variant, name, variant.currentReplicas());
            return cost.isPresent() ? Optional.of(new Option.Current(name, cost.getAsDouble())) : Optional.empty();
        });
    }

    private static Optional<HoldCause> unknownTokens(Situation situation) {
        if (situation.outputTokens().isEmpty()) {
            return Optional.of(new HoldCause.TokensUnknown(false));
        }
        return situation.inputTokens().isEmpty() && needsInputTokens(situation)
                ? Optional.of(new HoldCause.TokensUnknown(true))
                : Optional.empty();
    }

    static boolean needsInputTokens(Situation situation) {
        for (var profile : situation.variant().profiles()) {
            if (profile.prefill().isPresent() && situation.mayUse(profile.accelerator())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Settled> held(Situation situation, Outcome outcome, HoldCause cause) {
        return Optional.of(new Settled(Holding.hold(situation, outcome, cause)));
    }
}
