package ai.llmd.wva.hpa;

import ai.llmd.wva.model.DecisionMetric;
import java.util.List;
import java.util.Optional;

/** Autoscalers and behaviors that others have published, and our own sample's. */
public final class HpaPresets {
    /** The metric that the controller publishes. */
    public static final String DESIRED_REPLICAS = DecisionMetric.Quantity.REPLICAS.metric();

    /** That of {@code deploy/samples/hpa-integration.yaml}: the decision is followed at once, 10 pods at a step. */
    public static final HpaBehavior WVA_BEHAVIOR = new HpaBehavior(
            ScalingRules.of(0, ScalingPolicy.pods(10, 15)), ScalingRules.of(0, ScalingPolicy.pods(10, 15)));

    /** The whole of {@code deploy/samples/hpa-integration.yaml}. */
    public static final HpaSpec WVA_SAMPLE = followingReplicas(DESIRED_REPLICAS, 1, 10, WVA_BEHAVIOR);

    /** Of the KEDA loop that follows latency: up 100 % or 4 pods a minute after 30 s, down a pod in 2 min after 3. */
    public static final HpaBehavior KEDA_SLO = new HpaBehavior(
            ScalingRules.of(30, ScalingPolicy.percent(100, 60), ScalingPolicy.pods(4, 60)),
            ScalingRules.of(180, ScalingPolicy.pods(1, 120)));

    /** Of the KEDA loop that follows tokens: up a pod in 3 min, down a pod in 5 min after 5. */
    public static final HpaBehavior KEDA_TOKEN_AWARE = new HpaBehavior(
            ScalingRules.of(0, ScalingPolicy.pods(1, 180)), ScalingRules.of(300, ScalingPolicy.pods(1, 300)));

    private HpaPresets() {}

    /** Follows a metric that is itself a number of replicas: each replica is worth 1 of it. */
    public static HpaSpec followingReplicas(String metric, int minReplicas, int maxReplicas, HpaBehavior behavior) {
        return new HpaSpec(minReplicas, maxReplicas, List.of(HpaMetric.averageValue(metric, 1)), Optional.of(behavior));
    }

    /** Follows metrics without a {@code behavior}, as most that are written by hand. */
    public static HpaSpec plain(int minReplicas, int maxReplicas, HpaMetric... metrics) {
        return new HpaSpec(minReplicas, maxReplicas, List.of(metrics), Optional.empty());
    }
}
