package ai.llmd.wva.config;

import ai.llmd.wva.model.MetricNames;

/**
 * The series of decisions.
 *
 * @param names what they are called
 */
public record MetricsConfiguration(MetricNames names) {
    public static MetricsConfiguration defaults() {
        return new MetricsConfiguration(MetricNames.INFERNO);
    }
}
