package ai.llmd.wva.optimize.input;

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
    private enum Section {
        ACCELERATORS("acceleratorData", "accelerators"),
        CAPACITY("capacityData", "count"),
        MODELS("modelData", "models"),
        CLASSES("serviceClassData", "serviceClasses"),
        SERVERS("serverData", "servers"),
        OPTIMIZER("optimizerData", "optimizer");

        private final String outer;
        private final String inner;

        Section(String outer, String inner) {
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
                || List.of(Section.values()).stream()
                        .anyMatch(section -> root.get(section.outer).present()
                                || root.get(section.inner).present());
    }

    private static boolean isWhole(Document document) {
        return document.root().get("system").present();
    }

    private static Value unwrapped(Document document) {
        return isWhole(document) ? document.root().get("system") : document.root();
    }

    static InfernoSections of(List<Document> documents, Complaints complaints) {
        var counted = withoutPieces(documents, complaints);
        var names = counted.stream()
                .map(document -> document.source().name())
                .distinct()
                .collect(Collectors.joining(", "));
        var gatherer =
                new Gatherer(counted.stream().map(InfernoSections::unwrapped).toList(), names, complaints);
        var optimizers = gatherer.roots.stream()
                .map(Section.OPTIMIZER::in)
                .filter(Value::present)
                .toList();
        var capacity = gatherer.list(Section.CAPACITY);
        return new InfernoSections(
                gatherer.needed(Section.ACCELERATORS),
                capacity.isEmpty() ? Optional.empty() : Optional.of(capacity),
                gatherer.needed(Section.MODELS),
                gatherer.needed(Section.CLASSES),
                gatherer.needed(Section.SERVERS),
                optimizers,
                names);
    }

    /** In a folder that has the whole and its pieces, the whole counts; files that were named one by one all count. */
    private static List<Document> withoutPieces(List<Document> documents, Complaints complaints) {
        var folders = documents.stream()
                .filter(InfernoSections::isWhole)
                .flatMap(document -> document.source().folder().stream())
                .toList();
        var counted = new ArrayList<Document>();
        for (var document : documents) {
            var folder = document.source().folder();
            if (folder.isPresent() && folders.contains(folder.get()) && !isWhole(document)) {
                complaints.note(
                        document.source().name(), "is not used: another file of the folder holds the whole system");
            } else {
                counted.add(document);
            }
        }
        return counted;
    }

    private record Gatherer(List<Value> roots, String names, Complaints complaints) {
        List<Value> list(Section section) {
            return roots.stream()
                    .map(section::in)
                    .flatMap(value -> value.items().stream())
                    .toList();
        }

        List<Value> needed(Section section) {
            var items = list(section);
            if (items.isEmpty()
                    && roots.stream().map(section::in).allMatch(value -> !value.present() || empty(value))) {
                var where = roots.size() == 1 ? section.in(roots.get(0)).where() : names;
                complaints.error(
                        where,
                        "there are no " + section.inner + ": a list is needed, under " + section.outer + "."
                                + section.inner + " or " + section.inner + " in a file of its own"
                                + misspelt(section));
            }
            return items;
        }

        private static boolean empty(Value value) {
            return value.node().isArray() && value.node().isEmpty();
        }

        private String misspelt(Section section) {
            return roots.stream()
                    .flatMap(root -> root.node().propertyNames().stream())
                    .filter(key -> !key.equalsIgnoreCase(section.outer))
                    .filter(key -> Spelling.close(key, List.of(section.outer, section.inner))
                            .isPresent())
                    .findFirst()
                    .map(key -> "; is \"" + key + "\" meant to be it?")
                    .orElse("");
        }
    }
}
