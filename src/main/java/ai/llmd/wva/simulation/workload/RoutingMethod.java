package ai.llmd.wva.simulation.workload;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the gateway picks the replica of a request. */
public enum RoutingMethod {
    /** The replica with the fewest requests, running and waiting. */
    LEAST_OUTSTANDING,
    /** One after the other. */
    ROUND_ROBIN,
    /** The replica whose queue is shortest and, among those, whose KV cache is emptiest. */
    KV_AWARE,
    /** The replica that served the prompt's beginning last, unless it has far more requests than the others. */
    PREFIX_AWARE;

    /** As workload files have it, e.g. {@code least-outstanding}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The labels of all. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(RoutingMethod::label).toList();
    }

    /** The one with a label that there is. */
    public static RoutingMethod labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
