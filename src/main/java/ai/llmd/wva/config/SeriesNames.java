package ai.llmd.wva.config;

import java.util.regex.Pattern;

/** What series may be called (prometheus.io/docs/concepts/data_model). */
final class SeriesNames {
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    private SeriesNames() {}

    static Parser<String> label() {
        return matching(LABEL, "is not the name of a label such as pod");
    }

    static Parser<String> metric() {
        return matching(METRIC, "is not the name of a metric such as vllm:num_requests_running");
    }

    /** What metric names begin with, or nothing. */
    static Parser<String> metricPrefix() {
        return text -> text.isEmpty()
                ? text
                : matching(METRIC, "is not the beginning of a metric's name such as vllm:")
                        .parse(text);
    }

    private static Parser<String> matching(Pattern pattern, String complaint) {
        return text -> {
            if (!pattern.matcher(text).matches()) {
                throw new IllegalArgumentException(Spelling.quote(text) + " " + complaint);
            }
            return text;
        };
    }
}
