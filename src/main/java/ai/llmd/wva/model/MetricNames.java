package ai.llmd.wva.model;

import java.util.List;

/** Under which names the numbers that autoscalers read are served: those of the first Go releases, of newer ones. */
public enum MetricNames {
    INFERNO("inferno", "inferno"),
    WVA("wva", "wva"),
    /** Each number twice, while autoscalers move from one name to the other. */
    BOTH("both", "inferno", "wva");

    private final String label;
    private final List<String> prefixes;

    MetricNames(String label, String... prefixes) {
        this.label = label;
        this.prefixes = List.of(prefixes);
    }

    /** As the configuration spells it. */
    public String label() {
        return label;
    }

    /** The names of a number, e.g. {@code inferno_desired_ratio} of {@code desired_ratio}. */
    public List<String> of(String number) {
        return prefixes.stream().map(prefix -> prefix + "_" + number).toList();
    }
}
