package ai.llmd.wva.hpa;

import ai.llmd.wva.model.Checks;

/**
 * A metric that an autoscaler follows.
 *
 * @param targetMilli thousandths of the target, as Kubernetes counts; >= 1
 */
public record HpaMetric(String name, Kind kind, long targetMilli) {
    /** Where the value comes from, and how it becomes a number of replicas. */
    public enum Kind {
        /** External or Object, target Value: value / target, times the ready pods. */
        VALUE,
        /** External or Object, target AverageValue: value / target, rounded up. */
        AVERAGE_VALUE,
        /** Pods, target AverageValue: each pod has a value of its own. */
        PODS
    }

    public HpaMetric {
        Checks.text(name, "the name of a metric");
        Checks.present(kind, "the kind of a metric");
        if (targetMilli < 1) {
            throw new IllegalArgumentException("the target of " + name + " must be > 0, was " + targetMilli + "m");
        }
    }

    public static HpaMetric value(String name, double target) {
        return new HpaMetric(name, Kind.VALUE, MilliValue.roundedUp(target));
    }

    public static HpaMetric averageValue(String name, double target) {
        return new HpaMetric(name, Kind.AVERAGE_VALUE, MilliValue.roundedUp(target));
    }

    public static HpaMetric pods(String name, double target) {
        return new HpaMetric(name, Kind.PODS, MilliValue.roundedUp(target));
    }
}
