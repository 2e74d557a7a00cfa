package ai.llmd.wva.hpa;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRulesBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricTarget;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** An autoscaler as its manifest, for an API server. */
public final class HpaManifest {
    private HpaManifest() {}

    /** Scales the ReplicationController of the same name; the metrics are called NAME-0, NAME-1, and so on. */
    public static HorizontalPodAutoscaler of(HpaSpec spec, String namespace, String name) {
        return new HorizontalPodAutoscalerBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef("v1", "ReplicationController", name)
                .withMinReplicas(spec.minReplicas())
                .withMaxReplicas(spec.maxReplicas())
                .withMetrics(IntStream.range(0, spec.metrics().size())
                        .mapToObj(index -> metric(spec.metrics().get(index), name + "-" + index))
                        .toList())
                .withBehavior(spec.behavior()
                        .map(behavior ->
                                new HorizontalPodAutoscalerBehavior(rules(behavior.down()), rules(behavior.up())))
                        .orElse(null))
                .endSpec()
                .build();
    }

    private static MetricSpec metric(HpaMetric metric, String name) {
        var target = new Quantity(metric.targetMilli() + "m");
        return switch (metric.kind()) {
            case VALUE -> external(name, new MetricTarget(null, null, "Value", target));
            case AVERAGE_VALUE -> external(name, new MetricTarget(null, target, "AverageValue", null));
            case PODS ->
                new MetricSpecBuilder()
                        .withType("Pods")
                        .withNewPods()
                        .withNewMetric()
                        .withName(name)
                        .endMetric()
                        .withTarget(new MetricTarget(null, target, "AverageValue", null))
                        .endPods()
                        .build();
        };
    }

    private static MetricSpec external(String name, MetricTarget target) {
        return new MetricSpecBuilder()
                .withType("External")
                .withNewExternal()
                .withNewMetric()
                .withName(name)
                .endMetric()
                .withTarget(target)
                .endExternal()
                .build();
    }

    private static HPAScalingRules rules(ScalingRules rules) {
        var builder = new HPAScalingRulesBuilder()
                .withSelectPolicy(capital(rules.select().name()))
                .withStabilizationWindowSeconds(boxed(rules.stabilizationSeconds()));
        rules.tolerance().ifPresent(share -> builder.withTolerance(new Quantity(Double.toString(share))));
        for (var policy : rules.policies()) {
            builder.addNewPolicy(policy.periodSeconds(), capital(policy.kind().name()), policy.value());
        }
        return builder.build();
    }

    private static Integer boxed(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    private static String capital(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
