package ai.llmd.wva.declaration;

import static ai.llmd.wva.model.Effect.LAST_GOOD;
import static ai.llmd.wva.model.Effect.LEFT_OUT;
import static ai.llmd.wva.model.Effect.REMARK;

import ai.llmd.wva.config.Spelling;
import ai.llmd.wva.model.ConfigMapName;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Subject;
import ai.llmd.wva.model.Subject.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Reads a ConfigMap of which every key is an entry of its own: a broken one does not stop the others. */
final class Entries {
    private Entries() {}

    /** Reads one entry. */
    @FunctionalInterface
    interface EntryParser<V> {
        /**
         * The entry's value.
         *
         * @param lastGood what the key meant before
         * @param problems takes what is wrong with the entry but leaves it usable
         * @throws IllegalArgumentException when it is not usable, with a message for its author
         */
        V parse(Entry entry, String text, Optional<V> lastGood, Consumer<Problem> problems);
    }

    /** All entries, in the order of their keys; a key that is no longer there is gone. */
    static <V> Parsed<SortedMap<String, V>> parse(
            ConfigMapName source, Map<String, String> data, SortedMap<String, V> lastGood, EntryParser<V> parser) {
        var values = new TreeMap<String, V>();
        var problems = new ArrayList<Problem>();
        new TreeMap<>(data).forEach((key, text) -> {
            var subject = new Entry(source, key);
            var before = Optional.ofNullable(lastGood.get(key));
            try {
                if (text == null || text.isBlank()) {
                    throw new IllegalArgumentException("is empty");
                }
                values.put(key, parser.parse(subject, text, before, problems::add));
            } catch (IllegalArgumentException e) {
                before.ifPresent(value -> values.put(key, value));
                problems.add(new Problem(subject, before.isPresent() ? LAST_GOOD : LEFT_OUT, e.getMessage()));
            }
        });
        return new Parsed<>(Collections.unmodifiableSortedMap(values), problems);
    }

    /** Tells the keys in an entry that nothing reads. */
    static void unknownKeys(Subject subject, JsonNode node, List<String> known, Consumer<Problem> problems) {
        node.propertyNames().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .map(key -> "unknown key " + Spelling.quote(key) + " is ignored"
                        + Spelling.nearest(key, known)
                                .map(name -> "; did you mean " + name + "?")
                                .orElse(""))
                .forEach(message -> problems.accept(new Problem(subject, REMARK, message)));
    }
}
