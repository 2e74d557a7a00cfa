package ai.llmd.wva.hpa;

import ai.llmd.wva.model.Checks;

/**
 * A trigger of a ScaledObject: a metric of its autoscaler, which also says whether there is anything to do.
 *
 * @param activationMilli thousandths; the trigger is active while the value is above
 */
public record KedaTrigger(HpaMetric metric, long activationMilli) {
    public KedaTrigger {
        Checks.present(metric, "the metric of a trigger");
        if (metric.kind() == HpaMetric.Kind.PODS) {
            throw new IllegalArgumentException("KEDA serves external metrics, not " + metric);
        }
    }

    /** Active above 0. */
    public static KedaTrigger of(HpaMetric metric) {
        return new KedaTrigger(metric, 0);
    }

    boolean isActive(MetricReading reading) {
        return reading instanceof MetricReading.Total total && total.milli() > activationMilli;
    }
}
