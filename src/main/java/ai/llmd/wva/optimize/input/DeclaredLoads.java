package ai.llmd.wva.optimize.input;

import ai.llmd.wva.config.Problems;
import ai.llmd.wva.model.VariantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The loads of {@code kind: Loads}; a variant without one has what its status last saw. */
final class DeclaredLoads {
    private final Map<VariantId, DeclaredLoad> loads = new TreeMap<>();

    private DeclaredLoads() {}

    static DeclaredLoads read(List<Value> roots, Collection<VariantId> variants, Problems problems) {
        var declared = new DeclaredLoads();
        for (var root : roots) {
            if (!root.get("loads").present()) {
                root.get("loads")
                        .error("is missing: a list is needed, of variant, arrivalRate (requests a minute),"
                                + " avgInputTokens and avgOutputTokens");
            }
            for (var item : root.get("loads").items()) {
                item.knows("variant");
                var load = DeclaredLoad.read(item);
                item.text("variant")
                        .flatMap(name -> variant(item.get("variant"), name, variants))
                        .ifPresent(id -> {
                            if (declared.loads.put(id, load) != null) {
                                item.error("variant " + id + " has a load already");
                            }
                        });
            }
        }
        return declared;
    }

    /** The load of a variant; an error where nothing tells it. */
    DeclaredLoad of(Variants.Declared declared) {
        var id = declared.id();
        var load = loads.get(id);
        if (load != null) {
            return load;
        }
        var seen = declared.root().get("status").get("currentAlloc").get("load");
        if (seen.get("arrivalRate").present()) {
            return DeclaredLoad.read(seen);
        }
        declared.root()
                .problems()
                .error(
                        declared.where(),
                        "its load is unknown: status.currentAlloc.load is empty; add a document \"kind: Loads\" with"
                                + " loads: [{variant: " + id
                                + ", arrivalRate: 60, avgInputTokens: 128, avgOutputTokens: 256}]");
        return DeclaredLoad.NONE;
    }

    /** By namespace and name, or by the name alone where no other variant has it. */
    private static Optional<VariantId> variant(Value where, String name, Collection<VariantId> variants) {
        var meant = variants.stream()
                .filter(id -> id.toString().equals(name) || id.name().equals(name))
                .toList();
        if (meant.isEmpty()) {
            where.problems()
                    .unknown(
                            where.where(),
                            "VariantAutoscaling",
                            name,
                            variants.stream()
                                    .map(id -> name.contains("/") ? id.toString() : id.name())
                                    .toList());
        } else if (meant.size() > 1) {
            where.error("\"" + name + "\" is in several namespaces; say which: " + meant);
            return Optional.empty();
        }
        return meant.stream().findFirst();
    }
}
