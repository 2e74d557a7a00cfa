package ai.llmd.wva.metrics;

import ai.llmd.wva.signals.Points;
import java.util.Map;

/**
 * One series as a store or a page has it.
 *
 * @param labels with the metric's name under {@code __name__}
 * @param unusable it has values that are none: NaN or infinite
 */
public record RawSeries(Map<String, String> labels, Points points, boolean unusable) {
    public static final String NAME = "__name__";

    public String name() {
        return label(NAME);
    }

    /** The value of a label; empty where there is none. */
    public String label(String label) {
        return labels.getOrDefault(label, "");
    }
}
