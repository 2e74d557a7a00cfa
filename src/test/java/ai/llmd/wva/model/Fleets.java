package ai.llmd.wva.model;

import ai.llmd.wva.model.Measurement.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The sample of the documentation as records, and small changes to it, for tests. */
public final class Fleets {
    public static final VariantId SAMPLE = new VariantId("llm-d-sim", "vllme-deployment");
    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    public static final PerformanceProfile A100 = new PerformanceProfile("A100", 1, 4, 20.58, 0.41, Optional.empty());
    public static final Settings SETTINGS = new Settings(Duration.ofSeconds(60), false, true, Optional.empty());

    private Fleets() {}

    public static Variant sample() {
        return variant(SAMPLE, 1);
    }

    /** A variant like the sample whose target has that many replicas, all ready. */
    public static Variant variant(VariantId id, int replicas) {
        return variant(id, "uid-" + id.name(), replicas);
    }

    public static Variant variant(VariantId id, String uid, int replicas) {
        return bare(id, "default/default", found(replicas))
                .withResource(new ResourceIdentity(id, uid, 1))
                .withAccelerators(new AcceleratorOptions(Optional.of("A100"), List.of(A100), Optional.empty()))
                .withClass(new SloClassRef(Optional.empty(), Optional.of("premium.yaml")));
    }

    /** The same with a price of its own for a replica, cents per hour. */
    public static Variant priced(Variant from, double replicaCostCentsPerHour) {
        var options = from.acceleratorOptions();
        return from.withAccelerators(new AcceleratorOptions(
                options.label(), options.profiles(), options.keep(), OptionalDouble.of(replicaCostCentsPerHour)));
    }

    /** A variant that declares a model and a target, and nothing else; every variant of a test begins as one. */
    public static Variant bare(VariantId id, String model, TargetState target) {
        return new Variant(
                new ResourceIdentity(id, "uid-" + id.name(), 1),
                ServedModel.named(model),
                new ScaleTarget(TargetRef.deployment(id.name()), target),
                new AcceleratorOptions(Optional.empty(), List.of(), Optional.empty()),
                ReplicaLimits.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    public static TargetState found(int replicas) {
        return new TargetState.Found(replicas, replicas, List.of(), Optional.empty());
    }

    public static Fleet fleet(Variant... variants) {
        return fleet(SETTINGS, variants);
    }

    public static Fleet fleet(Settings settings, Variant... variants) {
        var byId = new TreeMap<VariantId, Variant>();
        for (var variant : variants) {
            byId.put(variant.id(), variant);
        }
        var accelerators = new TreeMap<>(Map.of(
                "A100", new Accelerator("A100", "NVIDIA-A100-PCIE-80GB", 40),
                "G2", new Accelerator("G2", "Intel-Gaudi-2-96GB", 23)));
        var premium = new ServiceClass(
                "premium.yaml", "Premium", 1, new TreeMap<>(Map.of("default/default", new ServiceTarget(500, 24, 0))));
        return new Fleet(1, byId, accelerators, List.of(premium), settings, List.of());
    }

    public static Load load(double requestsPerMinute, double outputTokens) {
        return new Load(
                requestsPerMinute / 60,
                OptionalDouble.of(20),
                OptionalDouble.of(outputTokens),
                OptionalDouble.of(30),
                OptionalDouble.of(21),
                OptionalDouble.of(5),
                requestsPerMinute == 0 ? 0 : 2,
                0,
                OptionalDouble.of(0.1));
    }

    /** The same load, of which not all has completed. */
    public static Load completing(Load load, double requestsPerMinute) {
        return new Load(
                load.arrivalRatePerSecond(),
                requestsPerMinute / 60,
                load.inputTokens(),
                load.outputTokens(),
                load.ttftMillis(),
                load.itlMillis(),
                load.waitMillis(),
                load.running(),
                load.waiting(),
                load.kvCacheUsage(),
                load.abandonedRatePerSecond(),
                load.kvCacheTokens());
    }

    public static Measurement measured(Load load) {
        return new Measured(load, Duration.ofSeconds(5), 1, 1);
    }

    public static Observation observation(long cycle, Fleet fleet, Measurement measurement) {
        var measurements = new TreeMap<VariantId, Measurement>();
        fleet.variants().keySet().forEach(id -> measurements.put(id, measurement));
        return new Observation(cycle, NOW.plusSeconds(60 * cycle), fleet, measurements);
    }
}
