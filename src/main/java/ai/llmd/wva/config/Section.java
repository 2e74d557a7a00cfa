package ai.llmd.wva.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One object of the configuration file while it is read, strictly. Every read names the key and the value to take
 * when the key is absent; what is wrong becomes a problem and that same value is taken, so that reading goes on.
 */
final class Section {
    private final Tree tree;
    private final FileKeys fileKeys;
    private final Set<String> keys = new TreeSet<>();
    private final Set<String> retired = new TreeSet<>();

    Section(Tree tree, FileKeys fileKeys) {
        this.fileKeys = fileKeys;
        this.tree = tree.node().isObject()
                ? tree
                : new Tree(tree.path(), JsonNodeFactory.instance.objectNode(), tree.problems());
        if (!tree.node().isObject() && !tree.node().isMissingNode()) {
            tree.error(tree.kind() + " where an object in braces is expected");
        }
    }

    /** The object under a key; an empty one when the key is absent. */
    Section section(String key) {
        return new Section(find(key), fileKeys);
    }

    boolean bool(String key, boolean absent) {
        var value = find(key);
        if (isAbsent(value)) {
            return absent;
        }
        if (!value.node().isBoolean()) {
            mistyped(value, "true or false without quotes");
            return absent;
        }
        return value.node().booleanValue();
    }

    int integer(String key, int absent, int lowest, int highest) {
        var value = find(key);
        if (isAbsent(value)) {
            return absent;
        }
        if (!value.node().isIntegralNumber()) {
            mistyped(value, "a whole number without quotes");
            return absent;
        }
        var number = value.node().decimalValue();
        if (number.doubleValue() < lowest || number.doubleValue() > highest) {
            value.error(number.toPlainString() + " is not between " + lowest + " and " + highest);
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
        if (isAbsent(value)) {
            return absent;
        }
        if (saysNone(value.node())) {
            return Optional.empty();
        }
        return parse(value, "text in quotes", parser);
    }

    /** Like {@link #optional}, but what is wrong with the value is told without showing it. */
    <T> Optional<T> secret(String key, Optional<T> absent, Parser<T> parser) {
        fileKeys.secret(tree.pathOf(key));
        var value = find(key);
        if (value.node().isNumber()) {
            value.error("a number where text in quotes is expected");
            return absent;
        }
        return optional(key, absent, parser);
    }

    <T> T parsed(String key, T absent, String expected, Parser<T> parser) {
        var value = find(key);
        return isAbsent(value) ? absent : parse(value, expected, parser).orElse(absent);
    }

    /** A list of values written as text. */
    <T> List<T> list(String key, List<T> absent, int longest, Parser<T> parser) {
        var value = find(key);
        if (isAbsent(value)) {
            return absent;
        }
        if (!value.node().isArray()) {
            mistyped(value, "a list in brackets");
            return absent;
        }
        if (value.node().size() > longest) {
            value.error(value.node().size() + " entries are more than " + longest);
            return absent;
        }
        var list = new ArrayList<T>();
        for (var element : value.elements()) {
            parse(element, "text in quotes", parser).ifPresent(list::add);
        }
        return list;
    }

    /** Values under names of the user's own choice; what is wrong with a value is told without showing it. */
    SortedMap<String, HiddenText> texts(
            String key, SortedMap<String, HiddenText> absent, int most, Parser<String> names, Parser<String> values) {
        fileKeys.secret(tree.pathOf(key));
        return entries(key, absent, most, names, entry -> new HiddenText(values.parse(textOf(entry))));
    }

    /**
     * Values under names of the user's own choice.
     *
     * @param values reads one, or throws IllegalArgumentException with a message for the file's author
     */
    <T> SortedMap<String, T> entries(
            String key, SortedMap<String, T> absent, int most, Parser<String> names, Function<Tree, T> values) {
        var value = find(key);
        if (isAbsent(value)) {
            return absent;
        }
        if (!value.node().isObject()) {
            mistyped(value, "an object in braces");
            return absent;
        }
        if (value.node().size() > most) {
            value.error(value.node().size() + " entries are more than " + most);
            return absent;
        }
        var entries = new TreeMap<String, T>();
        for (var name : value.node().propertyNames()) {
            var entry = value.child(name);
            try {
                entries.put(names.parse(name), values.apply(entry));
            } catch (IllegalArgumentException e) {
                entry.error(e.getMessage());
            }
        }
        return Collections.unmodifiableSortedMap(entries);
    }

    /** The text of a value. */
    static String textOf(Tree value) {
        if (!value.node().isString()) {
            throw new IllegalArgumentException("must be text in quotes");
        }
        return value.node().stringValue();
    }

    /** A rule about a key and others, told under the first; it is left alone while one of them is wrong in itself. */
    void check(boolean holds, String message, String key, String... others) {
        var sound = Stream.concat(Stream.of(key), Arrays.stream(others))
                .noneMatch(name -> tree.problems().concern(tree.pathOf(name)));
        if (sound && !holds) {
            tree.problems().error(tree.pathOf(key), message);
        }
    }

    /** A key that had a meaning once: a file that still gives it, whatever the value, is good, and told so. */
    void retired(String key, String why) {
        retired.add(key);
        if (tree.node().has(key)) {
            tree.problems().note(tree.pathOf(key), "has no effect any more, remove it: " + why);
        }
    }

    /** Reports the keys that nothing asked for. */
    void done() {
        tree.node().propertyNames().stream()
                .filter(key -> !keys.contains(key) && !retired.contains(key))
                .forEach(key -> fileKeys.unknown(tree.pathOf(key), keys));
    }

    private Tree find(String key) {
        keys.add(key);
        fileKeys.known(tree.pathOf(key));
        return tree.child(key);
    }

    /** Unlike null, which someone wrote. */
    private static boolean isAbsent(Tree value) {
        return value.node().isMissingNode();
    }

    private static <T> Optional<T> parse(Tree value, String expected, Parser<T> parser) {
        if (!value.node().isString()) {
            mistyped(value, expected);
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parse(value.node().stringValue()));
        } catch (IllegalArgumentException e) {
            value.error(e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean saysNone(JsonNode value) {
        return value.isNull() || (value.isString() && value.stringValue().isBlank());
    }

    private static void mistyped(Tree value, String expected) {
        value.error(value.kind() + " where " + expected + " is expected");
    }
}
