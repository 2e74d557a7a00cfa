package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.hpa.HpaMetric;
import ai.llmd.wva.hpa.HpaPresets;
import ai.llmd.wva.simulation.contender.Description;
import ai.llmd.wva.simulation.contender.EngineGauge;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.SweepName;
import ai.llmd.wva.simulation.contender.SweptContender;
import ai.llmd.wva.simulation.contender.Target;
import java.util.List;

/** A HorizontalPodAutoscaler without {@code behavior} on a gauge of the engine, so much of it for each pod. */
public final class GaugeHpa implements SweptContender {
    private static final String PLAIN = ", sync 15 s, tolerance 0.1; up to twice or 4 at a step, down after 300 s";

    /** Requests that wait at the pods. */
    public static final GaugeHpa WAITING = new GaugeHpa(
            "hpa-waiting",
            EngineGauge.WAITING,
            "vllm:num_requests_waiting",
            5,
            5,
            "vLLM production stack, use_cases/autoscaling-keda (queue of 5)",
            List.of(1.0, 2.0, 5.0, 10.0, 20.0));

    /** Requests in the batches of the pods. */
    public static final GaugeHpa RUNNING = new GaugeHpa(
            "hpa-running",
            EngineGauge.RUNNING,
            "vllm:num_requests_running",
            16,
            16,
            "llm-d, guides/workload-autoscaling/keda-epp, overlay queue (16 running a replica)",
            List.of(8.0, 16.0, 32.0, 48.0, 64.0));

    /** Share of the KV cache that is in use. */
    public static final GaugeHpa KV_CACHE = new GaugeHpa(
            "hpa-kv",
            EngineGauge.KV_CACHE_USAGE,
            "vllm:kv_cache_usage_perc",
            0.8,
            0.8,
            "llm-d, guides/workload-autoscaling/keda-epp-token-aware (act at 0.8)",
            List.of(0.4, 0.5, 0.6, 0.7, 0.8));

    private final String name;
    private final EngineGauge gauge;
    private final String series;
    private final double published;
    private final double perPod;
    private final String source;
    private final List<Double> sweep;

    private GaugeHpa(
            String name,
            EngineGauge gauge,
            String series,
            double published,
            double perPod,
            String source,
            List<Double> sweep) {
        this.name = name;
        this.gauge = gauge;
        this.series = series;
        this.published = published;
        this.perPod = SweepName.within("the target of " + name, 0.001, 1e6, perPod);
        this.source = source;
        this.sweep = sweep;
    }

    @Override
    public String name() {
        return SweepName.of(name, published, perPod);
    }

    @Override
    public Description description() {
        return new Description(
                "ceil(pods × mean of `" + series + "` / target)",
                "Pods metric, AverageValue " + SweepName.text(perPod) + PLAIN,
                source,
                "target");
    }

    @Override
    public List<Double> sweep() {
        return sweep;
    }

    @Override
    public GaugeHpa at(double value) {
        return new GaugeHpa(name, gauge, series, published, value, source, sweep);
    }

    @Override
    public Scaler start(Scene scene) {
        return PeriodicScaler.every(HpaLoop.EVERY_SECONDS, scene, this::rule);
    }

    private TargetRule rule(Target target) {
        var hpa = new HpaLoop(
                HpaPresets.plain(HpaLoop.minReplicas(target), target.maxReplicas(), HpaMetric.pods(series, perPod)));
        return (sight, nowMillis, orders) -> hpa.look(sight, nowMillis, orders, HpaLoop.perPod(sight, gauge));
    }
}
