package ai.llmd.wva.simulation.workload.input;

import ai.llmd.wva.config.Problems;
import ai.llmd.wva.config.Spelling;
import ai.llmd.wva.config.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One object of a workload file while it is read, strictly. What is wrong becomes a problem with its line, and a value
 * that does no harm takes its place, so that reading goes on.
 */
final class Fields {
    private final Tree tree;
    private final FileLines lines;
    private final Set<String> asked = new TreeSet<>();

    private Fields(Tree tree, FileLines lines) {
        this.tree = tree;
        this.lines = lines;
    }

    /** The object that a value should be; an empty one where it is not. */
    static Fields of(Tree tree, FileLines lines) {
        if (tree.node().isObject() || !tree.present()) {
            return new Fields(tree, lines);
        }
        tree.problems().error(lines.place(tree), tree.kind() + " where keys with values are expected");
        return new Fields(new Tree(tree.path(), JsonNodeFactory.instance.objectNode(), tree.problems()), lines);
    }

    /** An object with no keys, in no file. */
    static Fields none() {
        var tree = new Tree("", JsonNodeFactory.instance.objectNode(), new Problems());
        return new Fields(tree, FileLines.none());
    }

    Problems problems() {
        return tree.problems();
    }

    boolean has(String key) {
        return find(key).present();
    }

    /** Whether one of some keys is there; all of them are known from then on. */
    boolean hasAny(String... keys) {
        var found = false;
        for (var key : keys) {
            found = has(key) || found;
        }
        return found;
    }

    /** Whether the value of a key is an object. */
    boolean hasObject(String key) {
        return find(key).node().isObject();
    }

    Fields object(String key) {
        return of(find(key), lines);
    }

    /** The objects of a list; none where there is no such key. */
    List<Fields> objects(String key) {
        var value = find(key);
        if (value.present() && !value.node().isArray()) {
            mistyped(key, value, "a list is");
        }
        var objects = new ArrayList<Fields>();
        value.elements().forEach(element -> objects.add(of(element, lines)));
        return objects;
    }

    /** The names of an object whose keys are the user's own. */
    Collection<String> names() {
        var names = new TreeSet<>(tree.node().propertyNames());
        asked.addAll(names);
        return names;
    }

    /** A number that must be there. */
    double number(String key, Bound bound) {
        if (!has(key)) {
            problems().error(lines.place(tree), key + " is missing");
        }
        return number(key, bound.lowest() + 1, bound);
    }

    double number(String key, double absent, Bound bound) {
        var value = find(key);
        if (!value.present()) {
            return absent;
        }
        if (!value.node().isNumber()) {
            mistyped(key, value, "a number is");
            return absent;
        }
        var number = value.node().doubleValue();
        var broken = bound.brokenBy(number);
        broken.ifPresent(rule -> error(key, rule + ": " + value.node().asString()));
        return broken.isEmpty() ? number : absent;
    }

    int whole(String key, int absent, Bound bound) {
        var number = number(key, absent, bound);
        if (number != Math.rint(number)) {
            error(key, "must be a whole number: " + number);
            return absent;
        }
        return (int) number;
    }

    Optional<String> text(String key) {
        var value = find(key);
        if (!value.present()) {
            return Optional.empty();
        }
        if (!value.node().isValueNode() || value.node().asString().isBlank()) {
            mistyped(key, value, "a name is");
            return Optional.empty();
        }
        return Optional.of(value.node().asString().strip());
    }

    /** One of some names; {@code absent} where there is no such key. */
    String choice(String key, String absent, Collection<String> known) {
        return known(key, text(key).orElse(absent), known) ? text(key).orElse(absent) : absent;
    }

    /** Whether a name is among those that are known; it is told where not. */
    boolean known(String key, String name, Collection<String> known) {
        if (!known.contains(name)) {
            problems().error(place(key), Spelling.unknown(key, name, known));
            return false;
        }
        return true;
    }

    /** Something that is wrong with the value of a key, which the message begins with. */
    void error(String key, String message) {
        problems().error(place(key), key + " " + message);
    }

    /** As {@link #error}, of a rule between keys: a key that is missing is told as such and not for its value. */
    void errorIfGiven(String key, String message) {
        if (has(key)) {
            error(key, message);
        }
    }

    /** For instance {@code x.yaml:12}. */
    String place(String key) {
        return lines.place(tree.child(key));
    }

    /** Refuses the keys that nothing asked for. */
    void done() {
        tree.node().propertyNames().stream()
                .filter(key -> !asked.contains(key))
                .forEach(key -> problems()
                        .error(
                                place(key),
                                "unknown key " + key
                                        + Spelling.nearest(key, asked)
                                                .map(near -> "; did you mean " + near + "?")
                                                .orElse("; known here: " + String.join(", ", asked))));
    }

    private Tree find(String key) {
        asked.add(key);
        return tree.child(key);
    }

    private void mistyped(String key, Tree value, String expected) {
        error(key, "is " + value.kind() + ", where " + expected + " expected");
    }
}
