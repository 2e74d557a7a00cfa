package ai.llmd.wva.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One object of the configuration file while it is read. Every read names the key and the value to take when the key
 * is absent; what is wrong goes to the {@link Findings} and that same value is taken, so that reading goes on.
 */
final class Section {
    private final String path;
    private final JsonNode node;
    private final Findings findings;
    private final Set<String> keys = new TreeSet<>();

    Section(String path, JsonNode node, Findings findings) {
        this.path = path;
        this.findings = findings;
        this.node = node.isObject() ? node : JsonNodeFactory.instance.objectNode();
        if (!node.isObject()) {
            findings.error(path, what(node) + " where an object in braces is expected");
        }
    }

    /** The object under a key; an empty one when the key is absent. */
    Section section(String key) {
        return new Section(pathOf(key), find(key).orElseGet(JsonNodeFactory.instance::objectNode), findings);
    }

    boolean bool(String key, boolean absent) {
        var value = find(key);
        if (value.isPresent() && !value.get().isBoolean()) {
            mistyped(key, value.get(), "true or false without quotes");
            return absent;
        }
        return value.map(JsonNode::booleanValue).orElse(absent);
    }

    int integer(String key, int absent, int lowest, int highest) {
        var value = find(key);
        if (value.isEmpty()) {
            return absent;
        }
        if (!value.get().isIntegralNumber()) {
            mistyped(key, value.get(), "a whole number without quotes");
            return absent;
        }
        var number = value.get().decimalValue();
        if (number.doubleValue() < lowest || number.doubleValue() > highest) {
            findings.error(pathOf(key), number.toPlainString() + " is not between " + lowest + " and " + highest);
            return absent;
        }
        return number.intValue();
    }

    Duration duration(String key, Duration absent, Duration shortest, Duration longest) {
        return parsed(key, absent, "a duration in quotes such as \"60s\"", Parsers.duration(shortest, longest));
    }

    /** 0 or a duration within bounds. */
    Duration durationOrZero(String key, Duration absent, Duration shortest, Duration longest) {
        return parsed(
                key,
                absent,
                "a duration in quotes such as \"60s\"",
                text -> Durations.parse(text)
                        .filter(Duration::isZero)
                        .orElseGet(() -> Parsers.duration(shortest, longest).parse(text)));
    }

    String text(String key, String absent, Parser<String> parser) {
        return parsed(key, absent, "text in quotes", parser);
    }

    /** Text that may be left out: null and "" both say "none", whatever the default is. */
    <T> Optional<T> optional(String key, Optional<T> absent, Parser<T> parser) {
        var value = find(key);
        if (value.isEmpty()) {
            return absent;
        }
        if (saysNone(value.get())) {
            return Optional.empty();
        }
        return parse(pathOf(key), value.get(), "text in quotes", parser);
    }

    <T> T parsed(String key, T absent, String expected, Parser<T> parser) {
        return find(key)
                .flatMap(value -> parse(pathOf(key), value, expected, parser))
                .orElse(absent);
    }

    /** A list of values written as text. */
    <T> List<T> list(String key, List<T> absent, int longest, Parser<T> parser) {
        var value = find(key);
        if (value.isEmpty()) {
            return absent;
        }
        if (!value.get().isArray()) {
            mistyped(key, value.get(), "a list in brackets");
            return absent;
        }
        if (value.get().size() > longest) {
            findings.error(pathOf(key), value.get().size() + " entries are more than " + longest);
            return absent;
        }
        var list = new ArrayList<T>();
        for (int i = 0; i < value.get().size(); i++) {
            parse(pathOf(key) + "[" + i + "]", value.get().get(i), "text in quotes", parser)
                    .ifPresent(list::add);
        }
        return list;
    }

    /** A rule about a key and others, told under the first; it is left alone while one of them is wrong in itself. */
    void check(boolean holds, String message, String key, String... others) {
        var sound =
                Stream.concat(Stream.of(key), Arrays.stream(others)).noneMatch(name -> findings.faulty(pathOf(name)));
        if (sound && !holds) {
            findings.error(pathOf(key), message);
        }
    }

    /** Reports the keys that nothing asked for. */
    void done() {
        node.propertyNames().stream()
                .filter(key -> !keys.contains(key))
                .forEach(key -> findings.unknown(pathOf(key), keys));
    }

    private Optional<JsonNode> find(String key) {
        keys.add(key);
        findings.known(pathOf(key));
        return Optional.ofNullable(node.get(key));
    }

    private <T> Optional<T> parse(String valuePath, JsonNode value, String expected, Parser<T> parser) {
        if (!value.isString()) {
            findings.error(valuePath, what(value) + " where " + expected + " is expected");
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parse(value.stringValue()));
        } catch (IllegalArgumentException e) {
            findings.error(valuePath, e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean saysNone(JsonNode value) {
        return value.isNull() || (value.isString() && value.stringValue().isBlank());
    }

    private void mistyped(String key, JsonNode value, String expected) {
        findings.error(pathOf(key), what(value) + " where " + expected + " is expected");
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String what(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "the text " + Spelling.quote(node.stringValue());
            case NUMBER -> "the number " + node;
            case BOOLEAN -> "the word " + node;
            default -> "null";
        };
    }
}
