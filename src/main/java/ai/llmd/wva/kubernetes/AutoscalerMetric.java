package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.DecisionMetric;
import ai.llmd.wva.model.DecisionMetric.TargetType;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricIdentifier;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricTarget;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A named metric of an autoscaler.
 *
 * @param decision what of the controller it is, if it is anything
 */
record AutoscalerMetric(String name, Optional<DecisionMetric> decision) {
    private static final String VARIANT_LABEL = "variant_name";

    /** KEDA names the metric of a Prometheus trigger after the trigger's place. */
    private static final String KEDA_PROMETHEUS = "s0-prometheus";

    /**
     * Those that are no resource such as CPU.
     *
     * @param ofScaledObject whether KEDA made the autoscaler: one trigger of Prometheus, and a threshold of 1 for each
     *     replica, is taken for the decision, since only a number of replicas is compared with 1
     */
    static List<AutoscalerMetric> all(List<MetricSpec> metrics, boolean ofScaledObject) {
        var named = metrics == null
                ? List.<AutoscalerMetric>of()
                : metrics.stream().flatMap(metric -> of(metric).stream()).toList();
        return ofScaledObject && metrics != null && metrics.size() == 1
                ? metrics.stream()
                        .filter(AutoscalerMetric::asksPrometheusForReplicas)
                        .map(metric -> new AutoscalerMetric(KEDA_PROMETHEUS, Optional.of(replicas())))
                        .findFirst()
                        .map(List::of)
                        .orElse(named)
                : named;
    }

    private static DecisionMetric replicas() {
        return new DecisionMetric(
                DecisionMetric.Quantity.REPLICAS, TargetType.AVERAGE_VALUE, DecisionMetric.ONE, Optional.empty());
    }

    private static boolean asksPrometheusForReplicas(MetricSpec metric) {
        var external = metric.getExternal();
        return external != null
                && external.getMetric() != null
                && KEDA_PROMETHEUS.equals(external.getMetric().getName())
                && external.getTarget() != null
                && milli(external.getTarget().getAverageValue()).equals(OptionalLong.of(DecisionMetric.ONE));
    }

    private static Optional<AutoscalerMetric> of(MetricSpec metric) {
        if (metric.getExternal() != null) {
            return of(metric.getExternal().getMetric(), metric.getExternal().getTarget());
        }
        if (metric.getObject() != null) {
            return of(metric.getObject().getMetric(), metric.getObject().getTarget());
        }
        return metric.getPods() == null ? Optional.empty() : of(metric.getPods().getMetric(), null);
    }

    private static Optional<AutoscalerMetric> of(MetricIdentifier metric, MetricTarget target) {
        return metric == null || metric.getName() == null
                ? Optional.empty()
                : Optional.of(new AutoscalerMetric(metric.getName(), decision(metric, target)));
    }

    /** A metric of pods is none: it has no target that the whole is compared with. */
    private static Optional<DecisionMetric> decision(MetricIdentifier metric, MetricTarget target) {
        var quantity = Arrays.stream(DecisionMetric.Quantity.values())
                .filter(one -> one.named(metric.getName()))
                .findFirst();
        if (quantity.isEmpty() || target == null) {
            return Optional.empty();
        }
        var average = milli(target.getAverageValue());
        var milli = average.isPresent() ? average : milli(target.getValue());
        return milli.isEmpty() || milli.getAsLong() < 1
                ? Optional.empty()
                : Optional.of(new DecisionMetric(
                        quantity.get(),
                        average.isPresent() ? TargetType.AVERAGE_VALUE : TargetType.VALUE,
                        milli.getAsLong(),
                        variant(metric)));
    }

    private static Optional<String> variant(MetricIdentifier metric) {
        return Optional.ofNullable(metric.getSelector())
                .map(selector -> selector.getMatchLabels())
                .map(labels -> labels.get(VARIANT_LABEL));
    }

    /** As the API server reads it: rounded up. */
    private static OptionalLong milli(Quantity quantity) {
        if (quantity == null) {
            return OptionalLong.empty();
        }
        BigDecimal amount = quantity.getNumericalAmount();
        return OptionalLong.of(
                amount.movePointRight(3).setScale(0, RoundingMode.CEILING).longValue());
    }
}
