package ai.llmd.wva.benchmark;

import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.EngineArguments;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The fleet of {@link RandomFleet} as it runs: each variant has ten pods that are a tenth slower than declared, and a
 * load that drifts and is never twice the same. After twenty minutes all that is remembered of a variant is there.
 */
public final class LearningFleet {
    private static final int PODS = 10;
    private static final double SLOWER = 1.1;

    private final Fleet fleet;
    private final int cycleSeconds;

    public LearningFleet(int variants, int cycleSeconds) {
        this.cycleSeconds = cycleSeconds;
        var declared = RandomFleet.observation(variants, 0).fleet();
        var running = new TreeMap<VariantId, Variant>();
        declared.variants().forEach((id, variant) -> running.put(id, variant.withTarget(target(id))));
        fleet = new Fleet(
                declared.generation(),
                running,
                declared.accelerators(),
                declared.serviceClasses(),
                Fleets.SETTINGS.withCalibration(CalibrationMode.ON),
                List.of());
    }

    private static TargetState target(VariantId id) {
        var pods = new ArrayList<PodInfo>();
        for (int i = 0; i < PODS; i++) {
            var ready = Fleets.NOW.minusSeconds(3600 - 100L * i);
            pods.add(
                    new PodInfo(id.name() + "-" + i, Optional.of(ready), Optional.of(ready.minusSeconds(60 + 5L * i))));
        }
        var template = new PodTemplate(
                Optional.empty(), EngineArguments.NONE, OptionalInt.of(1), Optional.of("hash-of-" + id.name()));
        return new TargetState.Found(PODS, PODS, PODS, pods, Optional.empty(), template);
    }

    public int size() {
        return fleet.variants().size();
    }

    /** What is measured in a cycle. */
    public Observation observation(int cycle) {
        var usual = new SplittableRandom(1);
        var chance = new SplittableRandom(cycle);
        var measurements = new TreeMap<VariantId, Measurement>();
        fleet.variants().forEach((id, variant) -> measurements.put(id, load(variant, cycle, usual, chance)));
        return new Observation(cycle, Fleets.NOW.plusSeconds((long) cycleSeconds * cycle), fleet, measurements);
    }

    private static Measurement load(Variant variant, int cycle, SplittableRandom usual, SplittableRandom chance) {
        double mean = usual.nextDouble(1, 10);
        double phase = usual.nextDouble(2 * Math.PI);
        double drift = 1 + 0.3 * Math.sin(phase + 2 * Math.PI * cycle / 60);
        double ratePerSecond = mean * drift * chance.nextDouble(0.95, 1.05);
        double inputTokens = usual.nextDouble(300, 700) * chance.nextDouble(0.98, 1.02);
        double outputTokens = usual.nextDouble(150, 350) * chance.nextDouble(0.98, 1.02);
        double itlMillis = itlMillis(variant.profiles().get(0), ratePerSecond / PODS, inputTokens, outputTokens)
                * chance.nextDouble(0.99, 1.01);
        var load = new Load(
                ratePerSecond,
                OptionalDouble.of(inputTokens),
                OptionalDouble.of(outputTokens),
                OptionalDouble.of(100),
                OptionalDouble.of(itlMillis),
                OptionalDouble.of(5),
                ratePerSecond * outputTokens * itlMillis / 1000,
                0,
                OptionalDouble.of(0.3));
        return new Measured(load, Duration.ofSeconds(5), PODS, PODS);
    }

    /** Where the step, of the requests and prompts that come in it, takes as long as it takes. */
    private static double itlMillis(
            PerformanceProfile profile, double ratePerSecond, double inputTokens, double outputTokens) {
        double perMilli = ratePerSecond / 1000;
        double growth = perMilli
                * (profile.betaMillis() * outputTokens
                        + profile.prefill().orElseThrow().deltaMillis() * inputTokens);
        return SLOWER * profile.alphaMillis() / (1 - Math.min(0.9, SLOWER * growth));
    }
}
