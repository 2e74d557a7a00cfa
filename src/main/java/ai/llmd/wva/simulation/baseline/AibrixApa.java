package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.Description;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.SweepName;
import ai.llmd.wva.simulation.contender.SweptContender;
import java.util.List;

/**
 * AIBrix's own autoscaler (APA) on KV cache usage.
 *
 * @param usage of the KV cache that it aims at, 0 to 1
 */
public record AibrixApa(double usage) implements SweptContender {
    /** With the values of its sample. */
    public static final AibrixApa PUBLISHED = new AibrixApa(AibrixApa.USAGE);

    private static final double USAGE = 0.5;
    private static final double EVERY_SECONDS = 10;

    public AibrixApa {
        SweepName.within("the usage of aibrix-apa", 0.01, 1, usage);
    }

    @Override
    public String name() {
        return SweepName.of("aibrix-apa", USAGE, usage);
    }

    @Override
    public Description description() {
        return new Description(
                "u = KV usage per pod / usage, mean of 30 s; u > 1.1: min(ceil(n u), 2 n); u < 0.8: "
                        + "max(ceil(n u), floor(n / 2)), the least of 300 s; "
                        + "pods that start count as 0 up, as u = 1 down",
                "usage " + SweepName.text(usage) + ", every 10 s, tolerance 0.1 up and 0.2 down, rates 2 and 2",
                "AIBrix, pkg/controller/podautoscaler (algorithm/apa.go, autoscaler.go) and its sample",
                "usage");
    }

    @Override
    public List<Double> sweep() {
        return SweepName.values(0.3, 0.4, USAGE, 0.6, 0.75);
    }

    @Override
    public AibrixApa at(double value) {
        return new AibrixApa(value);
    }

    @Override
    public Scaler start(Scene scene) {
        return PeriodicScaler.every(EVERY_SECONDS, scene, target -> new ApaRule(target, usage));
    }
}
