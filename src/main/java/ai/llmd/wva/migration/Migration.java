package ai.llmd.wva.migration;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.optimize.input.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes manifests of this controller from those of the Go controller, of KEDA and of plain HorizontalPodAutoscalers.
 * What is accepted as it is stays as it was written.
 */
public final class Migration {
    /** Those that are given, by namespace and target. */
    private final Map<String, String> variants = new HashMap<>();

    private final List<String> manifests = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    private Migration() {}

    /**
     * What came of it.
     *
     * @param manifests YAML documents without separators, in the order given
     * @param remarks a sentence for each thing that was changed or could not be carried over, with file and line
     * @param errors a sentence for each thing that cannot be read; where there is any, nothing should be applied
     */
    public record Migrated(List<String> manifests, List<String> remarks, List<String> errors) {
        public Migrated {
            manifests = List.copyOf(manifests);
            remarks = List.copyOf(remarks);
            errors = List.copyOf(errors);
        }
    }

    public static Migrated of(List<Source> sources) {
        var migration = new Migration();
        var given = sources.stream()
                .flatMap(source -> ManifestText.split(source, migration.errors::add).stream())
                .toList();
        given.stream()
                .filter(manifest -> manifest.kind().equals(VariantAutoscaling.KIND))
                .forEach(manifest ->
                        migration.variants.put(manifest.namespace() + "/" + targetOf(manifest), manifest.name()));
        given.forEach(migration::add);
        return new Migrated(migration.manifests, migration.remarks, migration.errors);
    }

    private static String targetOf(ManifestText variant) {
        return variant.root().path("spec").path("scaleTargetRef").path("name").asString(variant.name());
    }

    private void add(ManifestText manifest) {
        if (manifest.name().isBlank()) {
            errors.add(manifest.where() + ": " + manifest.kind() + ": metadata.name is missing");
            return;
        }
        try {
            manifests.addAll(
                    switch (manifest.kind()) {
                        case VariantAutoscaling.KIND -> VariantMigration.of(manifest, remarks::add);
                        case "ConfigMap" -> ConfigMapMigration.of(manifest, remarks::add);
                        case "HorizontalPodAutoscaler" -> AutoscalerMigration.ofHpa(manifest, variants, remarks::add);
                        case "ScaledObject" -> AutoscalerMigration.ofScaledObject(manifest, variants, remarks::add);
                        // workloads, Services and so on go along
                        default -> List.of(manifest.unchanged());
                    });
        } catch (IllegalArgumentException e) {
            errors.add(manifest.called() + ": " + e.getMessage());
        }
    }
}
