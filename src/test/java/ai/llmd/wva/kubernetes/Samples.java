package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.Resources;
import ai.llmd.wva.declaration.VariantConversion;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PrometheusSettings;
import ai.llmd.wva.model.Settings;
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
        var settings = new Settings(
                Duration.ofSeconds(60),
                false,
                true,
                Optional.empty(),
                new PrometheusSettings(
                        "https://prometheus:9090",
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                "info");
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
        return decision(variant, Outcome.OPTIMIZED, OptionalInt.of(desired), "carries 40 requests a minute");
    }

    static Decision decision(Variant variant, Outcome outcome, OptionalInt desired, String reason) {
        return new Decision(
                variant.id(),
                outcome,
                "A100",
                desired,
                variant.currentReplicas(),
                desired.isPresent() ? Optional.of(NOW) : Optional.empty(),
                Optional.empty(),
                Constraint.ITL,
                reason,
                Optional.empty(),
                Optional.of("above 50.62 requests a minute: 3 replicas"));
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
