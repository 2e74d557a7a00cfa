package ai.llmd.wva.declaration;

import ai.llmd.wva.config.Spelling;
import ai.llmd.wva.model.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

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
         * @param remarks takes what is wrong with the entry but leaves it usable
         * @throws IllegalArgumentException when it is not usable, with a message for its author
         */
        V parse(String key, String text, Optional<V> lastGood, Consumer<String> remarks);
    }

    /** All entries, in the order of their keys; a key that is no longer there is gone. */
    static <V> Parsed<SortedMap<String, V>> parse(
            String source, Map<String, String> data, SortedMap<String, V> lastGood, EntryParser<V> parser) {
        var values = new TreeMap<String, V>();
        var problems = new ArrayList<Problem>();
        new TreeMap<>(data).forEach((key, text) -> {
            var subject = source + " key " + key;
            var before = Optional.ofNullable(lastGood.get(key));
            try {
                if (text == null || text.isBlank()) {
                    throw new IllegalArgumentException("is empty");
                }
                values.put(key, parser.parse(key, text, before, remark -> problems.add(new Problem(subject, remark))));
            } catch (IllegalArgumentException e) {
                before.ifPresent(value -> values.put(key, value));
                var outcome =
                        before.isPresent() ? "; the last good entry stays in force" : "; the entry " + Parsed.LEFT_OUT;
                problems.add(new Problem(subject, e.getMessage() + outcome));
            }
        });
        return new Parsed<>(Collections.unmodifiableSortedMap(values), problems);
    }

    /** What to say of a key in an entry that nothing reads. */
    static String unknownKey(String key, Iterable<String> known) {
        var names = new ArrayList<String>();
        known.forEach(names::add);
        return "unknown key " + Spelling.quote(key)
                + Spelling.nearest(key, names)
                        .map(name -> " is ignored; did you mean " + name + "?")
                        .orElse(" is ignored");
    }
}
