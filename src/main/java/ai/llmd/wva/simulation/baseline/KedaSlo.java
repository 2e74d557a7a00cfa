package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.hpa.HpaPresets;
import ai.llmd.wva.hpa.MetricReading;
import ai.llmd.wva.simulation.contender.Description;
import ai.llmd.wva.simulation.contender.EngineHistogram;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.SweepName;
import ai.llmd.wva.simulation.contender.SweptContender;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.contender.TargetSight;
import java.util.List;
import java.util.OptionalDouble;

/**
 * llm-d's KEDA loop on latency: a ScaledObject whose formula says how many replicas there should be. Its guide measured
 * latency as the router predicts it; here it is what the engines have measured, which the guide falls back to.
 *
 * @param upFrom it scales up above this share of the latency targets, and down below 0.40 / 0.55 of it
 */
public record KedaSlo(double upFrom) implements SweptContender {
    /** With the published threshold. */
    public static final KedaSlo PUBLISHED = new KedaSlo(KedaSlo.UP_FROM);

    private static final double UP_FROM = 0.55;
    private static final double DOWN_FROM = 0.40;
    private static final double CAP = 2;
    private static final double QUANTILE = 0.9;
    private static final double RATE_WINDOW_MILLIS = 60_000;
    private static final double SMOOTHED_SECONDS = 45;

    public KedaSlo {
        SweepName.within("the threshold of keda-slo", 0.05, CAP, upFrom);
    }

    @Override
    public String name() {
        return SweepName.of("keda-slo", UP_FROM, upFrom);
    }

    @Override
    public Description description() {
        return new Description(
                "s = max(P90 TTFT / target, P90 TPOT / target), at most 2, mean of 45 s; n replicas, r of them ready, "
                        + "c = r / n; s > up: n + ceil(n (s c / up − 1)); s < down: n − floor(n (1 − s / down))",
                "up " + SweepName.text(upFrom) + ", down " + SweepName.text(downFrom())
                        + ", P90 over 1 min, every 15 s; HPA up max(100 %, 4 pods) / 60 s, window 30 s, "
                        + "down 1 pod / 120 s, window 180 s",
                "llm-d, docs/architecture/advanced/autoscaling/slo-aware-keda",
                "up (down goes with it)");
    }

    @Override
    public List<Double> sweep() {
        return SweepName.values(0.35, 0.45, UP_FROM, 0.7, 0.85);
    }

    @Override
    public KedaSlo at(double value) {
        return new KedaSlo(value);
    }

    @Override
    public Scaler start(Scene scene) {
        return PeriodicScaler.every(HpaLoop.EVERY_SECONDS, scene, this::rule);
    }

    private TargetRule rule(Target target) {
        var hpa = new HpaLoop(HpaPresets.followingReplicas(
                "keda-slo", HpaLoop.minReplicas(target), target.maxReplicas(), HpaPresets.KEDA_SLO));
        var smoothed = new RecentValues(SMOOTHED_SECONDS);
        return (sight, nowMillis, orders) -> {
            var s = smoothed.add(nowMillis, saturation(sight)).mean();
            var desired = desired(s, sight.specReplicas(), sight.readyReplicas());
            hpa.look(sight, nowMillis, orders, MetricReading.keda(desired));
        };
    }

    /** Latency as a share of its target, the worse of both; 0 without traffic. */
    static double saturation(TargetSight sight) {
        var target = sight.target();
        var ttft = share(sight, EngineHistogram.FIRST_TOKEN, target.ttftMillis());
        var tpot = share(sight, EngineHistogram.PER_OUTPUT_TOKEN, target.itlMillis());
        return Math.min(CAP, Math.max(ttft.orElse(0), tpot.orElse(0)));
    }

    private static OptionalDouble share(TargetSight sight, EngineHistogram histogram, double targetMillis) {
        var millis = sight.quantileMillis(histogram, QUANTILE, RATE_WINDOW_MILLIS);
        return millis.isPresent() ? OptionalDouble.of(millis.getAsDouble() / targetMillis) : millis;
    }

    /**
     * The formula. While replicas start, those that are ready report more than what will be left for them: the demand
     * is credited with the ready share, except for scaling down.
     */
    double desired(double saturation, int replicas, int ready) {
        if (saturation > upFrom) {
            var credit = 0 < ready && ready < replicas ? (double) ready / replicas : 1;
            return replicas + StrictMath.ceil(replicas * (saturation * credit / upFrom - 1));
        }
        if (saturation < downFrom()) {
            return replicas - StrictMath.floor(replicas * (1 - saturation / downFrom()));
        }
        return replicas;
    }

    private double downFrom() {
        return SweepName.along(DOWN_FROM, UP_FROM, upFrom);
    }
}
