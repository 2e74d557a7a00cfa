package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Cuts a fleet into parts that are asked about together, so that no answer grows beyond a size whatever the fleet is.
 * Variants that share a model and a namespace stay together.
 */
final class Pages {
    /** Pods whose series are in one answer. */
    private static final int MAX_PODS = 1000;
    /** Names in one query: some stores refuse queries of more than 16 KiB, some proxies URLs of more than 8 KiB. */
    static final int MAX_NAME_CHARS = 2500;

    private final SeriesConfiguration series;

    Pages(SeriesConfiguration series) {
        this.series = series;
    }

    /** Some variants, with the names that their series may have. */
    record Page(List<Variant> variants, SortedSet<String> namespaces, SortedSet<String> models) {}

    private record Key(String namespace, String model) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            var order = namespace.compareTo(other.namespace);
            return order != 0 ? order : model.compareTo(other.model);
        }
    }

    List<Page> of(Fleet fleet) {
        var together = new TreeMap<Key, List<Variant>>();
        for (var variant : fleet.variants().values()) {
            together.computeIfAbsent(new Key(variant.id().namespace(), variant.modelId()), any -> new ArrayList<>())
                    .add(variant);
        }
        var pages = new ArrayList<Page>();
        var draft = new Draft();
        for (var group : together.values()) {
            if (!draft.hasRoomFor(group)) {
                pages.add(draft.page());
                draft = new Draft();
            }
            draft.add(group);
        }
        if (!draft.variants.isEmpty()) {
            pages.add(draft.page());
        }
        return pages;
    }

    /** A page that is being filled. */
    private final class Draft {
        private final List<Variant> variants = new ArrayList<>();
        private final SortedSet<String> namespaces = new TreeSet<>();
        private final SortedSet<String> models = new TreeSet<>();
        private int pods;
        private int chars;

        /** The first group has room whatever it is: it cannot be cut. */
        boolean hasRoomFor(List<Variant> group) {
            return variants.isEmpty()
                    || (pods + Pages.pods(group) <= MAX_PODS && chars + moreChars(group) <= MAX_NAME_CHARS);
        }

        void add(List<Variant> group) {
            pods += Pages.pods(group);
            chars += moreChars(group);
            variants.addAll(group);
            group.forEach(variant -> namespaces.add(variant.id().namespace()));
            models.addAll(names(group));
        }

        Page page() {
            return new Page(variants, namespaces, models);
        }

        private int moreChars(List<Variant> group) {
            var more = 0;
            var namespace = group.get(0).id().namespace();
            if (!namespaces.contains(namespace)) {
                more += namespace.length() + 1;
            }
            for (var name : names(group)) {
                if (!models.contains(name)) {
                    more += name.length() + 1;
                }
            }
            return more;
        }
    }

    private SortedSet<String> names(List<Variant> group) {
        var names = new TreeSet<String>();
        for (var variant : group) {
            names.addAll(variant.modelNames());
            names.addAll(series.modelNames().getOrDefault(variant.modelId(), List.of()));
        }
        return names;
    }

    private static int pods(Collection<Variant> group) {
        var pods = 0;
        for (var variant : group) {
            pods += variant.target() instanceof TargetState.Found found
                    ? Math.max(1, found.pods().size())
                    : 1;
        }
        return pods;
    }
}
