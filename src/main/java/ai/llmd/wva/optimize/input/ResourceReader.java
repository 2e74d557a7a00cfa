package ai.llmd.wva.optimize.input;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads resources as {@code kubectl get va,cm,deploy -o yaml} prints them, and {@code kind: Loads}: what a controller would
 * plan that saw just these. Whatever else is among them is passed over.
 */
final class ResourceReader {
    private ResourceReader() {}

    static Input read(List<Document> documents, Instant at, Complaints complaints) {
        var byKind = documents.stream()
                .collect(Collectors.groupingBy(ResourceReader::kind, TreeMap::new, Collectors.toList()));
        var maps = ConfigMaps.read(roots(byKind, "ConfigMap"), complaints);
        var targets = DeclaredTargets.read(roots(byKind, "Deployment"), roots(byKind, "StatefulSet"));
        var variants = Variants.read(roots(byKind, VariantAutoscaling.KIND), targets, complaints);
        var loads = DeclaredLoads.read(roots(byKind, "Loads"), variants.keySet(), complaints);
        if (variants.isEmpty() && !complaints.any()) {
            complaints.error(names(documents), "there is no VariantAutoscaling to plan");
        }
        var declared = new TreeMap<VariantId, Variant>();
        var measurements = new TreeMap<VariantId, Measurement>();
        var names = new TreeMap<String, VariantId>();
        for (var found : variants.values()) {
            var id = found.variant().id();
            declared.put(id, found.variant());
            measurements.put(id, loads.of(found).measured());
            names.put(id.toString(), id);
        }
        var fleet = new Fleet(
                1, declared, maps.accelerators(), maps.serviceClasses(), maps.capacity(), maps.settings(), List.of());
        new References(fleet, complaints).check(variants.values());
        return new Input(new Observation(1, at, fleet, measurements), names, true, FileRules.NONE, complaints.notes());
    }

    private static String kind(Document document) {
        var kind = document.root().get("kind").node();
        return kind.isString() ? kind.stringValue() : "";
    }

    private static List<Value> roots(Map<String, List<Document>> byKind, String kind) {
        return byKind.getOrDefault(kind, new ArrayList<>()).stream()
                .map(Document::root)
                .toList();
    }

    private static String names(List<Document> documents) {
        return documents.stream()
                .map(document -> document.source().name())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
