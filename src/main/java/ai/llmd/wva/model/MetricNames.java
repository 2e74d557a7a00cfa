package ai.llmd.wva.model;

import java.util.List;
import java.util.stream.Stream;

/** Under which names the numbers that autoscalers read are served: those of the first Go releases, of newer ones. */
public enum MetricNames {
    INFERNO("inferno"),
    WVA("wva"),
    /** Each number twice, while autoscalers move from one name to the other. */
    BOTH("both");

    private final String label;

    MetricNames(String label) {
        this.label = label;
    }

    /** As the configuration spells it. */
    public String label() {
        return label;
    }

    /** The names of a number, e.g. {@code inferno_desired_ratio} of {@code desired_ratio}. */
    public List<String> of(String number) {
        return switch (this) {
            case INFERNO, WVA -> List.of(label + "_" + number);
            case BOTH ->
                Stream.of(INFERNO, WVA).flatMap(one -> one.of(number).stream()).toList();
        };
    }
}
