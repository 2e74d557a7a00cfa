package ai.llmd.wva.optimize.input;

import ai.llmd.wva.config.Problems;
import ai.llmd.wva.config.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The six sections of llm-inferno's system data, from one document or from several: {@code {"system": {"serverData":
 * {"servers": [...]}}}}, the same without {@code system}, or {@code {"servers": [...]}} in a file of its own.
 */
record InfernoSections(
        List<Value> accelerators,
        Optional<List<Value>> capacity,
        List<Value> models,
        List<Value> serviceClasses,
        List<Value> servers,
        List<Value> optimizers,
        String names) {

    /** A section: its key in the whole, and the key of what is in it. */
    private enum Place {
        ACCELERATORS("acceleratorData", "accelerators"),
        CAPACITY("capacityData", "count"),
        MODELS("modelData", "models"),
        CLASSES("serviceClassData", "serviceClasses"),
        SERVERS("serverData", "servers"),
        OPTIMIZER("optimizerData", "optimizer");

        private final String outer;
        private final String inner;

        Place(String outer, String inner) {
            this.outer = outer;
            this.inner = inner;
        }

        Value in(Value root) {
            var whole = root.get(outer);
            return whole.present() ? whole.get(inner) : root.get(inner);
        }
    }

    static boolean isPart(Document document) {
        var root = unwrapped(document);
        return isWhole(document)
                || List.of(Place.values()).stream()
                        .anyMatch(place -> root.get(place.outer).present()
                                || root.get(place.inner).present());
    }

    private static boolean isWhole(Document document) {
        return document.root().get("system").present();
    }

    private static Value unwrapped(Document document) {
        return isWhole(document) ? document.root().get("system") : document.root();
    }

    static InfernoSections of(List<Document> documents, Problems problems) {
        var counted = withoutPieces(documents, problems);
        var names = counted.stream()
                .map(document -> document.source().name())
                .distinct()
                .collect(Collectors.joining(", "));
        var gatherer =
                new Gatherer(counted.stream().map(InfernoSections::unwrapped).toList(), names, problems);
        var optimizers = gatherer.roots.stream()
                .map(Place.OPTIMIZER::in)
                .filter(Value::present)
                .toList();
        var capacity = gatherer.list(Place.CAPACITY);
        return new InfernoSections(
                gatherer.needed(Place.ACCELERATORS),
                capacity.isEmpty() ? Optional.empty() : Optional.of(capacity),
                gatherer.needed(Place.MODELS),
                gatherer.needed(Place.CLASSES),
                gatherer.needed(Place.SERVERS),
                optimizers,
                names);
    }

    /** In a folder that has the whole and its pieces, the whole counts; files that were named one by one all count. */
    private static List<Document> withoutPieces(List<Document> documents, Problems problems) {
        var folders = documents.stream()
                .filter(InfernoSections::isWhole)
                .flatMap(document -> document.source().folder().stream())
                .toList();
        var counted = new ArrayList<Document>();
        for (var document : documents) {
            var folder = document.source().folder();
            if (folder.isPresent() && folders.contains(folder.get()) && !isWhole(document)) {
                problems.note(
                        document.source().name(), "is not used: another file of the folder holds the whole system");
            } else {
                counted.add(document);
            }
        }
        return counted;
    }

    private record Gatherer(List<Value> roots, String names, Problems problems) {
        List<Value> list(Place place) {
            return roots.stream()
                    .map(place::in)
                    .flatMap(value -> value.items().stream())
                    .toList();
        }

        List<Value> needed(Place place) {
            var items = list(place);
            if (items.isEmpty() && roots.stream().map(place::in).allMatch(value -> !value.present() || empty(value))) {
                var where = roots.size() == 1 ? place.in(roots.get(0)).where() : names;
                problems.error(
                        where,
                        "there are no " + place.inner + ": a list is needed, under " + place.outer + "."
                                + place.inner + " or " + place.inner + " in a file of its own"
                                + misspelt(place));
            }
            return items;
        }

        private static boolean empty(Value value) {
            return value.node().isArray() && value.node().isEmpty();
        }

        private String misspelt(Place place) {
            return roots.stream()
                    .flatMap(root -> root.node().propertyNames().stream())
                    .filter(key -> !key.equalsIgnoreCase(place.outer))
                    .filter(key -> Spelling.close(key, List.of(place.outer, place.inner))
                            .isPresent())
                    .findFirst()
                    .map(key -> "; is \"" + key + "\" meant to be it?")
                    .orElse("");
        }
    }
}
