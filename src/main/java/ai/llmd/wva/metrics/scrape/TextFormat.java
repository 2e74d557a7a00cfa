package ai.llmd.wva.metrics.scrape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads Prometheus' text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats): a sample a line, comments
 * skipped. Histograms and summaries are not put together: their {@code _sum}, {@code _count} and {@code _bucket} are
 * samples like others.
 */
public final class TextFormat {
    /** The content type to ask for. */
    public static final String ACCEPT = "text/plain;version=0.0.4";

    private final String line;
    private int at;

    private TextFormat(String line) {
        this.line = line;
    }

    /**
     * The samples of a page, in its order.
     *
     * @throws IllegalArgumentException naming the first line that is none
     */
    public static List<MetricSample> parse(String page) {
        var samples = new ArrayList<MetricSample>();
        var number = 0;
        for (var line : (Iterable<String>) page.lines()::iterator) {
            number++;
            var content = line.strip();
            if (content.isEmpty() || content.charAt(0) == '#') {
                continue;
            }
            try {
                samples.add(new TextFormat(content).sample());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + " is not a sample: " + e.getMessage(), e);
            }
        }
        return samples;
    }

    private MetricSample sample() {
        var name = name();
        skipBlanks();
        var labels = at < line.length() && peek() == '{' ? labels() : Map.<String, String>of();
        skipBlanks();
        var value = number(word());
        skipBlanks();
        // what may follow a '#' is an exemplar of the OpenMetrics format
        var timestamp = at < line.length() && peek() != '#' ? OptionalLong.of(timestamp(word())) : OptionalLong.empty();
        skipBlanks();
        if (at < line.length() && peek() != '#') {
            throw new IllegalArgumentException("'" + line.substring(at) + "' after its end");
        }
        return new MetricSample(name, labels, value, timestamp);
    }

    private String name() {
        var start = at;
        while (at < line.length() && isNamePart(line.charAt(at))) {
            at++;
        }
        if (at == start || Character.isDigit(line.charAt(start))) {
            throw new IllegalArgumentException("a name is missing at '" + line.substring(start) + "'");
        }
        return line.substring(start, at);
    }

    private Map<String, String> labels() {
        var labels = new HashMap<String, String>();
        at++;
        skipBlanks();
        while (peek() != '}') {
            var label = name();
            skipBlanks();
            expect('=');
            skipBlanks();
            var value = quoted();
            if (!value.isEmpty()) {
                labels.put(label, value);
            }
            skipBlanks();
            if (peek() == ',') {
                at++;
                skipBlanks();
            } else if (peek() != '}') {
                throw new IllegalArgumentException("',' or '}' is missing after label " + label);
            }
        }
        at++;
        return labels;
    }

    private String quoted() {
        expect('"');
        var value = new StringBuilder();
        while (peek() != '"') {
            var character = line.charAt(at++);
            value.append(character == '\\' ? escaped() : character);
        }
        at++;
        return value.toString();
    }

    /** Only these three are escaped; another character keeps its backslash, as in Prometheus' own reader. */
    private String escaped() {
        var character = peek();
        at++;
        return switch (character) {
            case 'n' -> "\n";
            case '\\', '"' -> String.valueOf(character);
            default -> "\\" + character;
        };
    }

    private String word() {
        var start = at;
        while (at < line.length() && !isBlank(line.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw new IllegalArgumentException("a value is missing");
        }
        return line.substring(start, at);
    }

    private static double number(String word) {
        return switch (word) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> decimal(word);
        };
    }

    private static double decimal(String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + word + "' is not a number", e);
        }
    }

    private static long timestamp(String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + word + "' is not a time in milliseconds", e);
        }
    }

    private void expect(char character) {
        if (peek() != character) {
            throw new IllegalArgumentException("'" + character + "' is missing at '" + line.substring(at) + "'");
        }
        at++;
    }

    private char peek() {
        if (at >= line.length()) {
            throw new IllegalArgumentException("it ends too early");
        }
        return line.charAt(at);
    }

    private void skipBlanks() {
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    private static boolean isNamePart(char character) {
        return character == '_' || character == ':' || isLetter(character) || Character.isDigit(character);
    }

    private static boolean isLetter(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }
}
