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
        var page = empty();
        var pods = 0;
        for (var group : together.values()) {
            var more = pods(group);
            var wider = with(page, group);
            if (!page.variants().isEmpty() && (pods + more > MAX_PODS || chars(wider) > MAX_NAME_CHARS)) {
                pages.add(page);
                wider = with(empty(), group);
                pods = 0;
            }
            page = wider;
            pods += more;
        }
        if (!page.variants().isEmpty()) {
            pages.add(page);
        }
        return pages;
    }

    private static Page empty() {
        return new Page(List.of(), new TreeSet<>(), new TreeSet<>());
    }

    private Page with(Page page, List<Variant> group) {
        var variants = new ArrayList<>(page.variants());
        var namespaces = new TreeSet<>(page.namespaces());
        var models = new TreeSet<>(page.models());
        for (var variant : group) {
            variants.add(variant);
            namespaces.add(variant.id().namespace());
            models.addAll(variant.modelNames());
            models.addAll(series.modelNames().getOrDefault(variant.modelId(), List.of()));
        }
        return new Page(variants, namespaces, models);
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

    private static int chars(Page page) {
        var chars = 0;
        for (var name : page.namespaces()) {
            chars += name.length() + 1;
        }
        for (var name : page.models()) {
            chars += name.length() + 1;
        }
        return chars;
    }
}
