package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.engine.PromptReading;
import ai.llmd.wva.hpa.HpaMetric;
import ai.llmd.wva.hpa.HpaPresets;
import ai.llmd.wva.hpa.HpaSpec;
import ai.llmd.wva.hpa.MetricReading;
import ai.llmd.wva.simulation.contender.Description;
import ai.llmd.wva.simulation.contender.EngineGauge;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.SweepName;
import ai.llmd.wva.simulation.contender.SweptContender;
import ai.llmd.wva.simulation.contender.Target;
import java.util.List;
import java.util.Optional;

/**
 * llm-d's token-aware KEDA rule: seconds of prompts that are not read yet, and the KV caches in use.
 *
 * @param backlogSeconds of prompts for each replica; the KV threshold stays
 */
public record KedaTokens(double backlogSeconds) implements SweptContender {
    /** With the published threshold. */
    public static final KedaTokens PUBLISHED = new KedaTokens(KedaTokens.BACKLOG_SECONDS);

    private static final double BACKLOG_SECONDS = 1.5;
    private static final double KV_PER_REPLICA = 0.8;

    public KedaTokens {
        SweepName.within("the backlog of keda-tokens", 0.01, 3600, backlogSeconds);
    }

    @Override
    public String name() {
        return SweepName.of("keda-tokens", BACKLOG_SECONDS, backlogSeconds);
    }

    @Override
    public Description description() {
        return new Description(
                "max(ceil(unread prompt tokens / V / backlog), ceil(sum of KV usage / 0.8))",
                "backlog " + SweepName.text(backlogSeconds)
                        + " s; V = prompt tokens/s of a replica, 15,928 for Qwen 32B on two H100; every 15 s; "
                        + "HPA up 1 pod / 180 s, no window, down 1 pod / 300 s, window 300 s",
                "llm-d, guides/workload-autoscaling/keda-epp-token-aware",
                "backlog");
    }

    @Override
    public List<Double> sweep() {
        return SweepName.values(0.25, 0.5, 1, BACKLOG_SECONDS, 3);
    }

    @Override
    public KedaTokens at(double value) {
        return new KedaTokens(value);
    }

    @Override
    public Scaler start(Scene scene) {
        return PeriodicScaler.every(HpaLoop.EVERY_SECONDS, scene, this::rule);
    }

    private TargetRule rule(Target target) {
        var metrics = List.of(
                HpaMetric.averageValue("prefill-backlog-seconds", backlogSeconds),
                HpaMetric.averageValue("decode-kv-utilization", KV_PER_REPLICA));
        var hpa = new HpaLoop(new HpaSpec(
                HpaLoop.minReplicas(target), target.maxReplicas(), metrics, Optional.of(HpaPresets.KEDA_TOKEN_AWARE)));
        var secondsPerToken = secondsPerPromptToken(target);
        return (sight, nowMillis, orders) -> hpa.look(
                sight,
                nowMillis,
                orders,
                MetricReading.keda(sight.sum(EngineGauge.UNPREFILLED_TOKENS).orElse(0) * secondsPerToken),
                MetricReading.keda(sight.sum(EngineGauge.KV_CACHE_USAGE).orElse(0)));
    }

    /** As its guide asks, measured on the hardware: what a prompt token takes there, 0 where prompts are free. */
    static double secondsPerPromptToken(Target target) {
        var prompts = target.law().prompts();
        if (prompts instanceof PromptReading.Chunked chunked) {
            return chunked.tokenMillis() / 1000;
        }
        return prompts instanceof PromptReading.Beside beside ? beside.deltaMillis() / 1000 : 0;
    }
}
