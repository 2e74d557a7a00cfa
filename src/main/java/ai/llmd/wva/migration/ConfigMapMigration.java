package ai.llmd.wva.migration;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.SettingsResolver;
import ai.llmd.wva.declaration.AcceleratorCosts;
import ai.llmd.wva.declaration.ServiceClasses;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.model.ConfigMapName;
import ai.llmd.wva.model.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The ConfigMaps of a Go controller; newer releases give the one of settings a prefix of their own. */
final class ConfigMapMigration {
    private static final String SETTINGS_SUFFIX = "-variantautoscaling-config";

    private static final String THRESHOLDS = "saturation thresholds are not used here, replicas follow from latency"
            + " targets (" + ConfigMapNames.SERVICE_CLASSES + ")";

    /** Those without a counterpart, by the end of their names, and what takes their place. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "saturation-scaling-config", THRESHOLDS,
            "capacity-scaling-config", THRESHOLDS,
            "model-scale-to-zero-config",
                    "which models may go to zero is said by their variants here: set minReplicas: 0 on them, or"
                            + " WVA_SCALE_TO_ZERO for all");

    private ConfigMapMigration() {}

    static List<String> of(ManifestText manifest, Consumer<String> remarks) {
        var instead = instead(manifest.name());
        if (instead.isPresent()) {
            remarks.accept(manifest.called() + ": left out: " + instead.get());
            return List.of();
        }
        var root = manifest.root().deepCopy();
        VariantMigration.withoutServers(root);
        if (manifest.name().endsWith(SETTINGS_SUFFIX)) {
            settings(manifest, root, remarks);
        } else if (manifest.name().equals(ConfigMapNames.ACCELERATOR_COSTS)) {
            tell(
                    manifest,
                    AcceleratorCosts.parse(name(manifest), data(root), none()).problems(),
                    remarks);
        } else if (manifest.name().equals(ConfigMapNames.SERVICE_CLASSES)) {
            tell(
                    manifest,
                    ServiceClasses.parse(name(manifest), data(root), none()).problems(),
                    remarks);
        }
        return List.of(root.equals(manifest.root()) ? manifest.unchanged() : ManifestText.yaml(root));
    }

    private static Optional<String> instead(String name) {
        return LEFT_OUT.entrySet().stream()
                .filter(entry -> name.endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static void settings(ManifestText manifest, ObjectNode root, Consumer<String> remarks) {
        if (!manifest.name().equals(ConfigMapNames.SETTINGS)) {
            remarks.accept(manifest.called() + ": is called " + ConfigMapNames.SETTINGS + " now");
            ((ObjectNode) root.get("metadata")).put("name", ConfigMapNames.SETTINGS);
        }
        if (root.get("data") instanceof ObjectNode data) {
            for (var key : List.copyOf(data.propertyNames())) {
                if (!SettingsResolver.names().contains(key)) {
                    remarks.accept(
                            manifest.called() + ": data." + key + " is not a setting of this controller: left out");
                    data.remove(key);
                }
            }
        }
        var read = new SettingsResolver(Configuration.defaults(), Map.of()).resolve(data(root), Optional.empty());
        tell(manifest, read.problems(), remarks);
    }

    private static void tell(ManifestText manifest, List<Problem> problems, Consumer<String> remarks) {
        problems.forEach(problem -> remarks.accept(manifest.called() + ": " + ProblemText.withinConfigMap(problem)));
    }

    private static ConfigMapName name(ManifestText manifest) {
        return new ConfigMapName(manifest.namespace(), manifest.name());
    }

    private static <T> SortedMap<String, T> none() {
        return Collections.emptySortedMap();
    }

    private static SortedMap<String, String> data(ObjectNode root) {
        var data = new TreeMap<String, String>();
        for (var entry : root.path("data").properties()) {
            if (!entry.getValue().isString()) {
                throw new IllegalArgumentException("data." + entry.getKey()
                        + " is not a string: values of a ConfigMap are strings, so put it in quotes");
            }
            data.put(entry.getKey(), entry.getValue().stringValue());
        }
        return data;
    }
}
