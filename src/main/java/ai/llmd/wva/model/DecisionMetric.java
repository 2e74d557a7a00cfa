package ai.llmd.wva.model;

import java.util.Optional;

/**
 * A decision as an autoscaler reads it.
 *
 * @param targetMilli thousandths of the target, as Kubernetes counts; >= 1
 * @param variant the variant that its selector names, if it names one
 */
public record DecisionMetric(Quantity quantity, TargetType targetType, long targetMilli, Optional<String> variant) {
    /** The target at which the number that is read is the number of replicas. */
    public static final long ONE = 1000;

    /** What is published of a decision. */
    public enum Quantity {
        REPLICAS("desired_replicas"),
        RATIO("desired_ratio");

        private final String number;

        Quantity(String number) {
            this.number = number;
        }

        /** What its metric's names end with. */
        public String number() {
            return number;
        }

        /** The metric that is served unless another name is asked for. */
        public String metric() {
            return MetricNames.INFERNO.of(number).get(0);
        }

        /** Whether a metric of this name is served, or may be. */
        public boolean named(String metric) {
            return MetricNames.BOTH.of(number).contains(metric);
        }
    }

    /** The type of the target. */
    public enum TargetType {
        /** Value / target is the number of replicas. */
        AVERAGE_VALUE,
        /** Value / target, times the ready pods, is the number of replicas. */
        VALUE
    }

    public DecisionMetric {
        Checks.present(quantity, "quantity");
        Checks.present(targetType, "targetType");
        Checks.present(variant, "variant");
        if (targetMilli < 1) {
            throw new IllegalArgumentException("targetMilli must be >= 1, was " + targetMilli);
        }
    }

    /** Whether what is made of it is the decided number. */
    public boolean steers() {
        return targetMilli == ONE
                && targetType == (quantity == Quantity.REPLICAS ? TargetType.AVERAGE_VALUE : TargetType.VALUE);
    }
}
