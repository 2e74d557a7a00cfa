package ai.llmd.wva.planning;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.queueing.RequestShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Decides on one variant: what cannot be decided is held; what can is sized, bounded and explained. */
final class VariantPlanner {
    private VariantPlanner() {}

    static Decision plan(Situation situation) {
        var variant = situation.variant();
        var fault = fault(situation);
        if (fault.isPresent()) {
            return Holding.hold(situation, Outcome.INVALID, fault.get());
        }
        if (variant.target() instanceof TargetState.Missing missing) {
            return Holding.hold(situation, Outcome.HELD, missing.message());
        }
        if (situation.measurement() instanceof Unknown unknown) {
            return Holding.hold(situation, Outcome.HELD, unknown.message());
        }
        var measured = (Measured) situation.measurement();
        if (measured.load().isZero()) {
            return measured.partial() ? partial(situation, measured) : Idle.decide(situation, profiles(situation));
        }
        var unknownTokens = unknownTokens(situation);
        if (unknownTokens.isPresent()) {
            return Holding.hold(situation, Outcome.HELD, unknownTokens.get());
        }
        return sized(situation, measured);
    }

    private static Decision sized(Situation situation, Measured measured) {
        var target = target(situation);
        var shape = new RequestShape(
                situation.inputTokens().orElse(0), situation.outputTokens().getAsDouble());
        double rate = Demand.ratePerSecond(measured.load(), target, shape.outputTokens());
        if (rate == 0) {
            // requests are in the system but none arrived in the window: they need what runs now
            return Holding.hold(situation, Outcome.HELD, "no request arrived, but some are still being served");
        }
        var refusals = new ArrayList<String>();
        var options = options(situation, shape, target, rate, refusals);
        var allowed = options.stream()
                .filter(option -> situation.mayUse(option.candidate().name()))
                .toList();
        if (allowed.isEmpty()) {
            return Holding.hold(situation, Outcome.INFEASIBLE, String.join("; ", refusals));
        }
        var best = allowed.get(0);
        var runnerUp = options.stream().filter(option -> !option.equals(best)).findFirst();
        var held = Holding.replicas(situation);
        boolean scalesIn = held.isPresent() && best.replicas() < held.getAsInt();
        if (measured.partial() && (held.isEmpty() || best.replicas() <= held.getAsInt())) {
            return partial(situation, measured);
        }
        if (scalesIn && measured.expectedPods() == 0) {
            return Holding.hold(situation, Outcome.HELD, "no pod is old enough to tell that fewer would do");
        }
        int replicas = scalesIn && QueueGuard.forbidsScaleIn(measured.load()) ? held.getAsInt() : best.replicas();
        return Explanation.decision(situation, best, replicas, runnerUp, target);
    }

    private static Decision partial(Situation situation, Measured measured) {
        return Holding.hold(
                situation,
                Outcome.HELD,
                "only " + measured.reportingPods() + " of " + measured.expectedPods() + " ready pods report");
    }

    /** The feasible options, best first; why the others are not goes to {@code refusals}. */
    private static List<Option> options(
            Situation situation, RequestShape shape, ServiceTarget target, double rate, List<String> refusals) {
        var from = current(situation);
        var options = new ArrayList<Option>();
        for (var profile : situation.variant().profiles()) {
            var accelerator = situation.fleet().accelerators().get(profile.accelerator());
            if (accelerator == null) {
                continue; // the variant's own is checked before; others are only alternatives
            }
            var candidate = Candidate.of(accelerator, profile, shape, target);
            var feasible = candidate.feasible();
            if (feasible.isPresent()) {
                options.add(Option.of(candidate, feasible.get(), rate, situation.bounds(), from));
            } else if (situation.mayUse(accelerator.name())) {
                refusals.add(Explanation.infeasible(candidate));
            }
        }
        options.sort(Option.ORDER);
        return options;
    }

    private static Optional<Option.Current> current(Situation situation) {
        var variant = situation.variant();
        return variant.currentAccelerator().flatMap(name -> {
            var cost = situation.fleet().costCentsPerHour(variant, name, variant.currentReplicas());
            return cost.isPresent() ? Optional.of(new Option.Current(name, cost.getAsDouble())) : Optional.empty();
        });
    }

    private static List<PerformanceProfile> profiles(Situation situation) {
        return situation.variant().profiles().stream()
                .filter(profile -> situation.mayUse(profile.accelerator())
                        && situation.fleet().accelerators().containsKey(profile.accelerator()))
                .toList();
    }

    private static ServiceTarget target(Situation situation) {
        return situation
                .fleet()
                .classFor(situation.variant())
                .flatMap(found -> found.targetFor(situation.variant().modelId()))
                .orElseThrow();
    }

    private static Optional<String> fault(Situation situation) {
        var variant = situation.variant();
        var fleet = situation.fleet();
        if (!variant.faults().isEmpty()) {
            return Optional.of(String.join("; ", variant.faults()));
        }
        if (fleet.classFor(variant).isEmpty()) {
            return Optional.of("model " + variant.modelId() + " is in no service class of service-classes-config");
        }
        var current = variant.currentAccelerator();
        if (current.isPresent() && variant.profileFor(current.get()).isEmpty()) {
            return Optional.of("accelerator " + current.get()
                    + " has no profile in modelProfile.accelerators (profiles: " + known(accelerators(variant)) + ")");
        }
        var names = fleet.accelerators().keySet();
        if (current.isPresent() && !names.contains(current.get())) {
            return Optional.of("accelerator " + current.get() + " is not in accelerator-unit-costs (known: "
                    + known(List.copyOf(names)) + ")");
        }
        if (profiles(situation).isEmpty()) {
            return Optional.of("no accelerator of modelProfile.accelerators is in accelerator-unit-costs (known: "
                    + known(List.copyOf(names)) + ")");
        }
        return Optional.empty();
    }

    private static List<String> accelerators(Variant variant) {
        return variant.profiles().stream()
                .map(PerformanceProfile::accelerator)
                .sorted()
                .toList();
    }

    private static String known(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static Optional<String> unknownTokens(Situation situation) {
        if (situation.outputTokens().isEmpty()) {
            return Optional.of("tokens per request are unknown before the first completion");
        }
        boolean needsInput = profiles(situation).stream()
                .anyMatch(profile -> profile.prefill().isPresent());
        return needsInput && situation.inputTokens().equals(OptionalDouble.empty())
                ? Optional.of("prompt tokens per request are unknown before the first completion")
                : Optional.empty();
    }
}
