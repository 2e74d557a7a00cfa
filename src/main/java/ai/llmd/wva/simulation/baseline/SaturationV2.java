package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.Description;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.SweepName;
import ai.llmd.wva.simulation.contender.SweptContender;
import java.util.List;

/**
 * llm-d's second saturation analyzer, on tokens.
 *
 * @param upFrom share of the capacity from which it scales up; down below 0.70 / 0.85 of it
 */
public record SaturationV2(double upFrom) implements SweptContender {
    /** With the default thresholds. */
    public static final SaturationV2 PUBLISHED = new SaturationV2(SaturationV2.UP_FROM);

    private static final double UP_FROM = 0.85;
    private static final double DOWN_FROM = 0.70;

    public SaturationV2 {
        SweepName.within("the threshold of saturation-v2", 0.05, 1, upFrom);
    }

    @Override
    public String name() {
        return SweepName.of("saturation-v2", UP_FROM, upFrom);
    }

    @Override
    public Description description() {
        return new Description(
                "d = tokens in KV caches + queued requests × (input + output); k = the lesser of 0.8 of the cache and "
                        + "what a replica held when 5 waited (mean of 10), else an estimate from its limits; "
                        + "up ceil((d / up − k (ready + starting)) / k), down floor((k ready − d / down) / k)",
                "up " + SweepName.text(upFrom) + ", down " + SweepName.text(downFrom())
                        + ", gauges' most of 1 min, every 60 s; HPA of its chart: ± 10 pods / 15 s, no windows",
                "llm-d Workload Variant Autoscaler, internal/engines (analyzers/saturation_v2, pipeline)",
                "up (down goes with it)");
    }

    @Override
    public List<Double> sweep() {
        return SweepName.values(0.5, 0.65, 0.75, UP_FROM, 0.95);
    }

    @Override
    public SaturationV2 at(double value) {
        return new SaturationV2(value);
    }

    @Override
    public Scaler start(Scene scene) {
        return new SaturationScaler(scene, () -> new TokenAnalyzer(upFrom, downFrom()));
    }

    private double downFrom() {
        return SweepName.along(DOWN_FROM, UP_FROM, upFrom);
    }
}
