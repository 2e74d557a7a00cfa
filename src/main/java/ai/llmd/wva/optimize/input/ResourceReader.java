package ai.llmd.wva.optimize.input;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.Problems;
import ai.llmd.wva.config.SettingsResolver;
import ai.llmd.wva.declaration.ClusterSnapshot;
import ai.llmd.wva.declaration.DeclaredVariants;
import ai.llmd.wva.declaration.FleetAssembler;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.VariantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads resources as {@code kubectl get va,cm,deploy -o yaml} prints them, and {@code kind: Loads}: what a controller
 * would plan that saw just these. Whatever else is among them is passed over.
 */
final class ResourceReader {
    private ResourceReader() {}

    static Input read(List<Document> documents, Instant at, Problems problems) {
        var byKind = documents.stream()
                .collect(Collectors.groupingBy(ResourceReader::kind, TreeMap::new, Collectors.toList()));
        var maps = ConfigMaps.read(roots(byKind, "ConfigMap"), problems);
        var targets = DeclaredTargets.read(roots(byKind, "Deployment"), roots(byKind, "StatefulSet"));
        var variants = Variants.read(roots(byKind, VariantAutoscaling.KIND), problems);
        var loads = DeclaredLoads.read(roots(byKind, "Loads"), variants.keySet(), problems);
        if (variants.isEmpty() && !problems.anyError()) {
            problems.error(names(documents), "there is no VariantAutoscaling to plan");
        }
        var fleet = fleet(maps, variants, targets);
        var measurements = new TreeMap<VariantId, Measurement>();
        var names = new TreeMap<String, VariantId>();
        for (var declared : variants.values()) {
            measurements.put(declared.id(), loads.of(declared).measured());
            names.put(declared.id().toString(), declared.id());
        }
        return new Input(new Observation(1, at, fleet, measurements), names, true, FileRules.NONE, problems.notes());
    }

    /** As the controller puts it together, and refuses what it refuses. */
    private static Fleet fleet(
            ConfigMaps maps, SortedMap<VariantId, Variants.Declared> variants, DeclaredTargets targets) {
        var defaults = Configuration.defaults();
        var resources =
                variants.values().stream().map(Variants.Declared::resource).toList();
        var read = DeclaredVariants.read(resources, (resource, target) -> Variants.target(resource, target, targets));
        var fleet = new FleetAssembler(
                        new SettingsResolver(defaults, Map.of()),
                        defaults.controller().namespaceIn(Map.of()))
                .assemble(new ClusterSnapshot(read, maps.data()));
        maps.tell(fleet.problems());
        // without ConfigMaps, which has been told, nothing that a variant names would be known
        var told = maps.complete() ? fleet.variants() : read;
        variants.forEach((id, declared) -> declared.tell(told.get(id).problems()));
        return fleet;
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
