package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.Description;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.SweepName;
import ai.llmd.wva.simulation.contender.SweptContender;
import ai.llmd.wva.simulation.contender.Target;
import java.util.List;

/**
 * Knative's pod autoscaler on concurrency.
 *
 * @param concurrency requests that a replica may have at once; 70 % of it is aimed at
 */
public record KnativeKpa(double concurrency) implements SweptContender {
    /** With Knative's default concurrency. */
    public static final KnativeKpa PUBLISHED = new KnativeKpa(KnativeKpa.CONCURRENCY);

    static final double TICK_SECONDS = 2;

    private static final double CONCURRENCY = 100;
    private static final double UTILIZATION = 0.7;

    public KnativeKpa {
        SweepName.within("the concurrency of knative-kpa", 1, 100_000, concurrency);
    }

    @Override
    public String name() {
        return SweepName.of("knative-kpa", CONCURRENCY, concurrency);
    }

    @Override
    public Description description() {
        return new Description(
                "ceil(mean concurrency of 60 s / aim); in panic, from ceil(mean of 6 s / aim) ≥ 2 × ready until 60 s "
                        + "after it, the larger of both means and never down; aim = 0.7 × concurrency",
                "concurrency " + SweepName.text(concurrency) + ", or the batch limit of a replica where that is less; "
                        + "tick 2 s, scale-up rate 1000, scale-down rate 2",
                "Knative Serving 1.x, config-autoscaler and pkg/autoscaler/scaling/autoscaler.go",
                "concurrency");
    }

    @Override
    public List<Double> sweep() {
        return SweepName.values(40, 60, 80, CONCURRENCY, 130);
    }

    @Override
    public KnativeKpa at(double value) {
        return new KnativeKpa(value);
    }

    @Override
    public Scaler start(Scene scene) {
        return PeriodicScaler.every(TICK_SECONDS, scene, this::rule);
    }

    private TargetRule rule(Target target) {
        return new KpaRule(
                target, UTILIZATION * Math.min(concurrency, target.limits().maxBatch()));
    }
}
