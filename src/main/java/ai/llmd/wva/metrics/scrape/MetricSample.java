package ai.llmd.wva.metrics.scrape;

import java.util.Map;
import java.util.OptionalLong;

/**
 * One line of a metrics page.
 *
 * @param labels by name; without those that are empty, which Prometheus treats as absent
 * @param value may be NaN or infinite
 * @param timestampMillis where the page gives one
 */
public record MetricSample(String name, Map<String, String> labels, double value, OptionalLong timestampMillis) {
    public MetricSample {
        labels = Map.copyOf(labels);
    }

    /** The value of a label; empty text where there is none. */
    public String label(String label) {
        return labels.getOrDefault(label, "");
    }
}
