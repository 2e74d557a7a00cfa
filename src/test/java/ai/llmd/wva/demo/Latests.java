package ai.llmd.wva.demo;

import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DesiredScale;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.KeptDecision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.model.RateLimits;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.PodFleets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Decisions as the planner would hand them on: one variant on an A100 of 40 cents an hour, two units a replica. */
final class Latests {
    private Latests() {}

    /** A decision from a measured rate; one replica carries 0.5 requests a second. */
    static Decisions.Latest sized(double ratePerSecond, int desired) {
        var load = new Load(
                ratePerSecond,
                OptionalDouble.of(0),
                OptionalDouble.of(178),
                OptionalDouble.of(85.125),
                OptionalDouble.of(21.5),
                OptionalDouble.of(64),
                1,
                0,
                OptionalDouble.empty());
        var allocation = new Allocation(
                "A100", desired, 4, 80.0 * desired, 21.5, 85, 64, 0.7, ratePerSecond, 0.5, RateLimits.NONE);
        return of(
                new Measurement.Measured(load, Duration.ZERO, 1, 1),
                Outcome.OPTIMIZED,
                desired,
                Optional.of(allocation),
                new Rationale.NoLoad());
    }

    static Decisions.Latest held(int desired) {
        return of(
                new Measurement.Unknown(Measurement.Cause.STALE, "too old"),
                Outcome.HELD,
                desired,
                Optional.empty(),
                new Rationale.Held(
                        new HoldCause.LoadUnknown(Measurement.Cause.STALE, "too old"),
                        KeptDecision.LAST_GOOD,
                        Optional.empty()));
    }

    private static Decisions.Latest of(
            Measurement measurement,
            Outcome outcome,
            int desired,
            Optional<Allocation> allocation,
            Rationale rationale) {
        var variant = variant();
        var decision = new Decision(
                variant.id(),
                outcome,
                DesiredScale.decided("A100", desired, 1, PodFleets.NOW),
                Constraint.ITL,
                rationale,
                allocation);
        var plain = PodFleets.of(variant);
        var fleet = new Fleet(
                1,
                plain.variants(),
                new TreeMap<>(Map.of("A100", new Accelerator("A100", "NVIDIA", 40))),
                List.of(),
                plain.settings(),
                List.of());
        var observation = new Observation(1, PodFleets.NOW, fleet, new TreeMap<>(Map.of(variant.id(), measurement)));
        return new Decisions.Latest(
                new Plan(
                        observation,
                        new TreeMap<>(Map.of(variant.id(), decision)),
                        new PlanSummary("", 0, 0, true, true)),
                variant,
                decision);
    }

    private static Variant variant() {
        var profile = new PerformanceProfile("A100", 2, 4, 20.58, 0.41, Optional.empty());
        return PodFleets.variant("v", PodFleets.running())
                .withAccelerators(new AcceleratorOptions(Optional.of("A100"), List.of(profile), Optional.empty()));
    }
}
