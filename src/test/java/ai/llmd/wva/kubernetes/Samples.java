package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.Resources;
import ai.llmd.wva.declaration.VariantConversion;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.ConfigMapName;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DesiredScale;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.KeptDecision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.LoadThresholds;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.RateLimits;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.ReplicaCapacity;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.Subject;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The variant of the examples, with what was measured of it and decided for it. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    static final String YAML = Resources.YAML;

    private Samples() {}

    static VariantAutoscaling resource(String yaml) {
        return Resources.resource(yaml);
    }

    static VariantAutoscaling resource() {
        return resource(YAML);
    }

    static Variant variant(TargetState target) {
        return VariantConversion.toVariant(resource(), target);
    }

    static TargetState.Found target(int current, int ready) {
        return new TargetState.Found(current, ready, List.of(), Optional.of(new Autoscaler("vllme-hpa", 1, 10)));
    }

    static Fleet fleet(Variant variant) {
        var settings = new Settings(Duration.ofSeconds(60), false, true, Optional.empty());
        return new Fleet(
                1,
                new TreeMap<>(Map.of(variant.id(), variant)),
                new TreeMap<>(Map.of("A100", new Accelerator("A100", "NVIDIA-A100-PCIE-80GB", 40))),
                List.of(),
                settings,
                List.of());
    }

    static Load load(double requestsPerMinute) {
        return new Load(
                requestsPerMinute / 60,
                OptionalDouble.of(50),
                OptionalDouble.of(178),
                OptionalDouble.of(86.097),
                OptionalDouble.of(21.4935),
                OptionalDouble.of(69.7666),
                1.25,
                0,
                OptionalDouble.empty());
    }

    static Measurement measured(Load load) {
        return new Measurement.Measured(load, Duration.ofSeconds(5), 1, 1);
    }

    static Decision decision(Variant variant, int desired) {
        return decision(variant, desired, 40);
    }

    /** Sized for that many requests a minute, of which one replica carries 25.31. */
    static Decision decision(Variant variant, int desired, double requestsPerMinute) {
        var capacity = new ReplicaCapacity(25.31 / 60, Constraint.TTFT, new ServiceTarget(500, 24, 0), RateLimits.NONE);
        return new Decision(
                variant.id(),
                Outcome.OPTIMIZED,
                DesiredScale.decided("A100", desired, variant.currentReplicas(), NOW),
                Constraint.TTFT,
                new Rationale.OwnLoad(
                        requestsPerMinute / 60,
                        178,
                        desired,
                        capacity,
                        Optional.empty(),
                        Optional.empty(),
                        new LoadThresholds(desired, OptionalDouble.of(50.62 / 60), OptionalDouble.empty())),
                Optional.empty());
    }

    /** Held for a reason that was measured. */
    static Decision held(Variant variant, OptionalInt desired, String why) {
        return held(variant, Outcome.HELD, desired, new HoldCause.LoadUnknown(Measurement.Cause.MISSING, why));
    }

    static Decision held(Variant variant, Outcome outcome, OptionalInt desired, HoldCause cause) {
        return new Decision(
                variant.id(),
                outcome,
                new DesiredScale(
                        "A100",
                        desired,
                        variant.currentReplicas(),
                        desired.isPresent() ? Optional.of(NOW) : Optional.empty()),
                Constraint.HOLD,
                new Rationale.Held(
                        cause, desired.isPresent() ? KeptDecision.LAST_GOOD : KeptDecision.NOTHING, Optional.empty()),
                Optional.empty());
    }

    /** A class that the variant has its targets from is broken; the last good one counts. */
    static Problem brokenClass(String reason) {
        var entry = new Subject.Entry(new ConfigMapName("wva", "service-classes-config"), "premium.yaml");
        return new Problem(entry, Effect.LAST_GOOD, "is not valid YAML at " + reason);
    }

    static StatusInputs inputs(Variant variant, Measurement measurement, Decision decision) {
        return new StatusInputs(fleet(variant), variant, measurement, decision, NOW);
    }

    /** The everyday case: 40 requests a minute on one replica where two are needed. */
    static StatusInputs inputs() {
        var variant = variant(target(1, 1));
        return inputs(variant, measured(load(40)), decision(variant, 2));
    }
}
