package ai.llmd.wva.optimize.input;

import ai.llmd.wva.config.Problems;
import ai.llmd.wva.config.Spelling;
import ai.llmd.wva.config.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A value in a document, read with leniency: keys match in any case, as some writers of this data capitalise them, and
 * numbers may be in quotes. A value that is not what was asked for becomes a problem, and something harmless takes
 * its place, so that reading goes on.
 */
record Value(Tree tree) {
    private static final double LARGEST = 1e9;
    private static final int LARGEST_WHOLE = 1_000_000_000;

    /** For messages, e.g. {@code system.json: system.modelData.models[3]}. */
    String where() {
        return tree.path();
    }

    /** The same in front of what is in it, e.g. {@code system.json: items[1]: }. */
    String inside() {
        return tree.path().isEmpty() || tree.path().endsWith(": ") ? tree.path() : tree.path() + ": ";
    }

    JsonNode node() {
        return tree.node();
    }

    Problems problems() {
        return tree.problems();
    }

    boolean present() {
        return tree.present();
    }

    boolean isObject() {
        return node().isObject();
    }

    /** The value of a key; of several names for the same, the first that is there. It may be missing. */
    Value get(String... names) {
        for (var name : names) {
            var found = entry(name);
            if (found.isPresent()) {
                return new Value(tree.child(found.get().getKey()));
            }
        }
        return new Value(new Tree(tree.pathOf(names[0]), MissingNode.getInstance(), problems()));
    }

    private Optional<Map.Entry<String, JsonNode>> entry(String name) {
        Optional<Map.Entry<String, JsonNode>> found = Optional.empty();
        for (var entry : node().properties()) {
            if (entry.getKey().equals(name)) {
                return Optional.of(entry);
            }
            if (entry.getKey().equalsIgnoreCase(name)) {
                found = Optional.of(entry);
            }
        }
        return found;
    }

    /** The elements of a list. */
    List<Value> items() {
        if (present() && !node().isArray()) {
            error("is not a list");
        }
        var items = new ArrayList<Value>();
        for (var element : tree.elements()) {
            if (element.node().isObject()) {
                items.add(new Value(element));
            } else {
                element.error("is not an object with keys and values");
            }
        }
        return items;
    }

    /** Text that must be there. */
    Optional<String> text(String... names) {
        var value = get(names);
        if (!value.present()
                || (value.node().isValueNode() && value.node().asString().isBlank())) {
            missing(value, "text", names);
            return Optional.empty();
        }
        return value.asText();
    }

    /** Text that may be there; empty text counts as not there. */
    Optional<String> optionalText(String... names) {
        var value = get(names);
        return value.present() ? value.asText().filter(text -> !text.isEmpty()) : Optional.empty();
    }

    private Optional<String> asText() {
        if (!node().isValueNode()) {
            error("is not text");
            return Optional.empty();
        }
        var text = node().asString().strip();
        if (text.chars().anyMatch(Character::isISOControl)) {
            error("contains a control character");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** A number that must be there. */
    double number(double least, String... names) {
        return number(least, LARGEST, names);
    }

    /** A number within bounds that must be there. */
    double number(double least, double most, String... names) {
        var value = get(names);
        if (!value.present()) {
            missing(value, "a number " + atLeast(least), names);
        }
        return value.asNumber(least, least, most);
    }

    double numberOr(double fallback, double least, String... names) {
        return get(names).asNumber(fallback, least, LARGEST);
    }

    /** A whole number that must be there. */
    int whole(int least, String... names) {
        return whole(least, LARGEST_WHOLE, names);
    }

    /** A whole number within bounds that must be there. */
    int whole(int least, int most, String... names) {
        var value = get(names);
        if (!value.present()) {
            missing(value, "a whole number " + atLeast(least), names);
        }
        return value.asWhole(least, least, most);
    }

    int wholeOr(int fallback, int least, String... names) {
        return wholeUpTo(LARGEST_WHOLE, fallback, least, names);
    }

    int wholeUpTo(int most, int fallback, int least, String... names) {
        return get(names).asWhole(fallback, least, most);
    }

    boolean flagOr(boolean fallback, String... names) {
        var value = get(names);
        if (!value.present()) {
            return fallback;
        }
        var text = value.node().isValueNode() ? value.node().asString().strip() : "";
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            value.error(value.quoted() + " is neither true nor false");
        }
        return text.equalsIgnoreCase("true");
    }

    private double asNumber(double fallback, double least, double most) {
        if (!present()) {
            return fallback;
        }
        double number = parsed();
        if (!(number >= least && number <= most)) {
            error(quoted() + " is not a number " + atLeast(least) + atMost(number, most));
            return fallback;
        }
        return number;
    }

    private int asWhole(int fallback, int least, int most) {
        if (!present()) {
            return fallback;
        }
        double number = parsed();
        if (!(number >= least && number <= most && number == Math.rint(number))) {
            error(quoted() + " is not a whole number " + atLeast(least) + atMost(number, most));
            return fallback;
        }
        return (int) number;
    }

    private double parsed() {
        if (!node().isValueNode() || node().isBoolean()) {
            return Double.NaN;
        }
        try {
            // + 0.0 makes -0 a 0
            return Double.parseDouble(node().asString().strip()) + 0.0;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String atLeast(double least) {
        return ">= " + (least == Math.rint(least) ? String.valueOf((long) least) : String.valueOf(least));
    }

    private static String atMost(double number, double most) {
        return number > most
                ? " and at most "
                        + BigDecimal.valueOf(most)
                                .stripTrailingZeros()
                                .toString()
                                .replace("E+", "e")
                : "";
    }

    /** Refuses keys that nothing reads, where they are near to one that is read and not there. */
    Value knows(String... keys) {
        spelledOnce();
        var absent = Arrays.stream(keys).filter(key -> entry(key).isEmpty()).toList();
        for (var key : node().propertyNames()) {
            if (Arrays.stream(keys).noneMatch(key::equalsIgnoreCase)) {
                Spelling.close(key, absent)
                        .ifPresent(
                                near -> problems().error(tree.pathOf(key), "unknown key; did you mean " + near + "?"));
            }
        }
        return this;
    }

    /** Of two spellings of a key nobody could say which one counts. */
    private void spelledOnce() {
        var spellings = new TreeMap<String, String>();
        for (var key : node().propertyNames()) {
            var other = spellings.putIfAbsent(key.toLowerCase(Locale.ROOT), key);
            if (other != null) {
                error("has both " + other + " and " + key + ", which are the same key");
            }
        }
    }

    private void missing(Value value, String expected, String... names) {
        var near = node().propertyNames().stream()
                .filter(key -> Arrays.stream(names).anyMatch(name -> isPartOf(key, name) || isPartOf(name, key)))
                .findFirst();
        value.error("is missing: " + expected + " is needed"
                + near.map(key -> "; is \"" + key + "\" meant to be it?").orElse(""));
    }

    private static boolean isPartOf(String part, String whole) {
        return part.length() < whole.length()
                && part.length() > 2
                && whole.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    void error(String what) {
        tree.error(what);
    }

    private String quoted() {
        return tree.quoted();
    }
}
