package ai.llmd.wva.benchmark;

import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.ReplicaLimits;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A large fleet: a model of its own for each variant, with a profile on each of four accelerators, in one of three
 * classes.
 */
public final class RandomFleet {
    private static final List<Accelerator> ACCELERATORS = List.of(
            new Accelerator("A100", "NVIDIA-A100-PCIE-80GB", 40),
            new Accelerator("G2", "Intel-Gaudi-2-96GB", 23),
            new Accelerator("H100", "NVIDIA-H100-80GB-HBM3", 90),
            new Accelerator("L40S", "NVIDIA-L40S", 18));
    private static final double[] SPEED = {1, 0.8, 2, 0.6};
    private static final int CLASSES = 3;

    private RandomFleet() {}

    /** The same fleet in every cycle, under another load. */
    public static Observation observation(int count, int cycle) {
        var random = new SplittableRandom(20261124);
        var targets = new ArrayList<TreeMap<String, ServiceTarget>>();
        for (int i = 0; i < CLASSES; i++) {
            targets.add(new TreeMap<>());
        }
        var variants = new TreeMap<VariantId, Variant>();
        for (int i = 0; i < count; i++) {
            var model = "model-" + i;
            targets.get(i % CLASSES)
                    .put(model, new ServiceTarget(500 * vary(random), 35 * (1 + i % CLASSES) * vary(random), 0));
            var variant = variant(model, random);
            variants.put(variant.id(), variant);
        }
        var classes = new ArrayList<ServiceClass>();
        for (int i = 0; i < CLASSES; i++) {
            classes.add(new ServiceClass("class-" + i, "class-" + i, 1 + i, targets.get(i)));
        }
        var accelerators = new TreeMap<String, Accelerator>();
        ACCELERATORS.forEach(one -> accelerators.put(one.name(), one));
        var fleet = new Fleet(1, variants, accelerators, classes, Fleets.SETTINGS, List.of());
        var loads = new SplittableRandom(cycle);
        var measurements = new TreeMap<VariantId, Measurement>();
        variants.keySet().forEach(id -> measurements.put(id, load(loads)));
        return new Observation(cycle, Fleets.NOW.plusSeconds(60L * cycle), fleet, measurements);
    }

    private static Variant variant(String model, SplittableRandom random) {
        var profiles = new ArrayList<PerformanceProfile>();
        for (int i = 0; i < ACCELERATORS.size(); i++) {
            profiles.add(new PerformanceProfile(
                    ACCELERATORS.get(i).name(),
                    1 + random.nextInt(2),
                    16 << random.nextInt(4),
                    20 * vary(random) / SPEED[i],
                    0.2 * vary(random) / SPEED[i],
                    Optional.of(new PerformanceProfile.Prefill(20 * vary(random), 0.002 * vary(random)))));
        }
        return Fleets.bare(new VariantId("fleet", model), model, Fleets.found(1 + random.nextInt(8)))
                .withAccelerators(new AcceleratorOptions(Optional.of("A100"), profiles, Optional.of(false)))
                .withLimits(ReplicaLimits.between(1, 500));
    }

    private static Measurement load(SplittableRandom random) {
        double ratePerSecond = 0.5 + 20 * random.nextDouble();
        var load = new Load(
                ratePerSecond,
                OptionalDouble.of(500 * vary(random)),
                OptionalDouble.of(250 * vary(random)),
                OptionalDouble.of(100),
                OptionalDouble.of(25),
                OptionalDouble.of(5),
                10,
                0,
                OptionalDouble.of(0.3));
        return new Measured(load, Duration.ofSeconds(5), 2, 2);
    }

    private static double vary(SplittableRandom random) {
        return random.nextDouble(0.7, 1.3);
    }
}
