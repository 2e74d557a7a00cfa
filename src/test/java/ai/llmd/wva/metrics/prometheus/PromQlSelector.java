package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.metrics.RawSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The selector of a PromQL query, as far as a test can read one: its matchers, the range behind it and the labels that
 * a {@code count by} in front of it keeps.
 */
final class PromQlSelector {
    private static final Pattern METRIC = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)?\\{");
    private static final Pattern MATCHER =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)(=~|!~|!=|=)\"((?:[^\"\\\\]++|\\\\.)*+)\"");
    private static final Pattern RANGE = Pattern.compile("\\}\\[(\\d+)ms]$");
    private static final Pattern BY = Pattern.compile("^count by \\(([^)]*)\\)");

    private final List<Predicate<RawSeries>> matchers = new ArrayList<>();
    private final Optional<Duration> range;
    private final Optional<List<String>> by;

    PromQlSelector(String query) {
        var metric = METRIC.matcher(query);
        if (!metric.find()) {
            throw new IllegalArgumentException("no selector in " + query);
        }
        if (metric.group(1) != null) {
            var name = metric.group(1);
            matchers.add(series -> series.name().equals(name));
        }
        var matcher = MATCHER.matcher(query);
        while (matcher.find()) {
            matchers.add(of(matcher.group(1), matcher.group(2), unescaped(matcher.group(3))));
        }
        var ranged = RANGE.matcher(query);
        range = ranged.find() ? Optional.of(Duration.ofMillis(Long.parseLong(ranged.group(1)))) : Optional.empty();
        var counted = BY.matcher(query);
        by = counted.find() ? Optional.of(List.of(counted.group(1).split(", *"))) : Optional.empty();
    }

    boolean matches(RawSeries series) {
        return matchers.stream().allMatch(matcher -> matcher.test(series));
    }

    /** How far back samples are asked for as they are. */
    Optional<Duration> range() {
        return range;
    }

    /** The labels of a {@code count by}. */
    Optional<List<String>> by() {
        return by;
    }

    private static Predicate<RawSeries> of(String label, String operator, String value) {
        var negated = operator.startsWith("!");
        if (operator.endsWith("~")) {
            var pattern = Pattern.compile(value, Pattern.DOTALL);
            return series -> pattern.matcher(series.label(label)).matches() != negated;
        }
        return series -> series.label(label).equals(value) != negated;
    }

    private static String unescaped(String literal) {
        var text = new StringBuilder();
        for (var i = 0; i < literal.length(); i++) {
            if (literal.charAt(i) != '\\') {
                text.append(literal.charAt(i));
            } else if (literal.charAt(i + 1) == 'u') {
                text.append((char) Integer.parseInt(literal.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                i++;
                text.append(literal.charAt(i) == 'n' ? '\n' : literal.charAt(i));
            }
        }
        return text.toString();
    }
}
