package ai.llmd.wva.demo;

import ai.llmd.wva.hpa.HpaBehavior;
import ai.llmd.wva.hpa.HpaMetric;
import ai.llmd.wva.hpa.HpaSpec;
import ai.llmd.wva.hpa.PolicySelect;
import ai.llmd.wva.hpa.ScalingPolicy;
import ai.llmd.wva.hpa.ScalingRules;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingPolicy;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricTarget;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A HorizontalPodAutoscaler as it is written, read with the defaults that an API server fills in. */
public final class AutoscalerManifest {
    private static final String EXTERNAL = "External";
    private static final String PODS = "Pods";

    private AutoscalerManifest() {}

    /**
     * What it says.
     *
     * @throws IllegalArgumentException where a metric is neither External nor of type Pods
     */
    public static HpaSpec spec(HorizontalPodAutoscaler autoscaler) {
        var spec = autoscaler.getSpec();
        return new HpaSpec(
                Optional.ofNullable(spec.getMinReplicas()).orElse(1),
                spec.getMaxReplicas(),
                spec.getMetrics().stream().map(AutoscalerManifest::metric).toList(),
                Optional.ofNullable(spec.getBehavior())
                        .map(behavior -> new HpaBehavior(
                                rules(behavior.getScaleUp(), HpaBehavior.DEFAULT_UP),
                                rules(behavior.getScaleDown(), HpaBehavior.DEFAULT_DOWN))));
    }

    private static HpaMetric metric(MetricSpec metric) {
        return switch (metric.getType()) {
            case EXTERNAL -> {
                var external = metric.getExternal();
                yield external(external.getMetric().getName(), external.getTarget());
            }
            case PODS -> {
                var pods = metric.getPods();
                yield HpaMetric.pods(
                        pods.getMetric().getName(), number(pods.getTarget().getAverageValue()));
            }
            default -> throw new IllegalArgumentException("a metric of type " + metric.getType());
        };
    }

    private static HpaMetric external(String name, MetricTarget target) {
        return target.getAverageValue() == null
                ? HpaMetric.value(name, number(target.getValue()))
                : HpaMetric.averageValue(name, number(target.getAverageValue()));
    }

    private static ScalingRules rules(HPAScalingRules rules, ScalingRules defaults) {
        if (rules == null) {
            return defaults;
        }
        var window = rules.getStabilizationWindowSeconds();
        var select = rules.getSelectPolicy();
        var policies = rules.getPolicies();
        var tolerance = rules.getTolerance();
        return new ScalingRules(
                window == null ? defaults.stabilizationSeconds() : OptionalInt.of(window),
                select == null ? defaults.select() : PolicySelect.valueOf(select.toUpperCase(Locale.ROOT)),
                policies == null || policies.isEmpty()
                        ? defaults.policies()
                        : policies.stream().map(AutoscalerManifest::policy).toList(),
                tolerance == null ? defaults.tolerance() : OptionalDouble.of(number(tolerance)));
    }

    private static ScalingPolicy policy(HPAScalingPolicy policy) {
        return new ScalingPolicy(
                ScalingPolicy.Kind.valueOf(policy.getType().toUpperCase(Locale.ROOT)),
                policy.getValue(),
                policy.getPeriodSeconds());
    }

    private static double number(Quantity quantity) {
        return quantity.getNumericalAmount().doubleValue();
    }
}
