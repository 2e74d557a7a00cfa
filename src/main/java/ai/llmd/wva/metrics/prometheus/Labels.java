package ai.llmd.wva.metrics.prometheus;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The labels of a series, in the order of the answer. A large answer has very many: series with the same names share
 * them, and the way to find them.
 */
final class Labels extends AbstractMap<String, String> {
    private final Names names;
    private final String[] values;

    private Labels(Names names, String[] values) {
        this.names = names;
        this.values = values;
    }

    /** Names of labels, and the place of each. */
    private static final class Names {
        private final List<String> ordered;
        private final Map<String, Integer> places = new LinkedHashMap<>();
        private final Set<String> set = Collections.unmodifiableSet(places.keySet());

        Names(List<String> ordered) {
            this.ordered = List.copyOf(ordered);
            for (var i = 0; i < ordered.size(); i++) {
                places.put(ordered.get(i), i);
            }
        }
    }

    /** Collects the labels of one series after the other. */
    static final class Builder {
        private final Map<List<String>, Names> known = new HashMap<>();
        private final List<String> names = new ArrayList<>();
        private final List<String> values = new ArrayList<>();
        private Names last = new Names(List.of());

        /** Adds a label of this series, of a name that it does not have yet. */
        void add(String name, String value) {
            names.add(name);
            values.add(value);
        }

        /** The labels of this series; those of another may be added then. */
        Labels build() {
            if (!names.equals(last.ordered)) {
                last = known.computeIfAbsent(List.copyOf(names), Names::new);
            }
            var labels = new Labels(last, values.toArray(new String[0]));
            names.clear();
            values.clear();
            return labels;
        }
    }

    @Override
    public String get(Object name) {
        return getOrDefault(name, null);
    }

    @Override
    public String getOrDefault(Object name, String otherwise) {
        var place = names.places.get(name);
        return place == null ? otherwise : values[place];
    }

    @Override
    public boolean containsKey(Object name) {
        return names.places.containsKey(name);
    }

    @Override
    public Set<String> keySet() {
        return names.set;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (var i = 0; i < values.length; i++) {
            action.accept(names.ordered.get(i), values[i]);
        }
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return values.length;
            }

            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return new Pairs();
            }
        };
    }

    private final class Pairs implements Iterator<Map.Entry<String, String>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < values.length;
        }

        @Override
        public Map.Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var entry = Map.entry(names.ordered.get(next), values[next]);
            next++;
            return entry;
        }
    }
}
