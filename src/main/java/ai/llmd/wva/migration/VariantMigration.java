package ai.llmd.wva.migration;

import ai.llmd.wva.declaration.VariantConversion;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingSpec;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.model.TargetState;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A VariantAutoscaling of any Go release: what is no field here is taken off. */
final class VariantMigration {
    /** What the API server adds. */
    private static final List<String> SERVERS =
            List.of("creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid");

    private static final String API_VERSION = VariantAutoscaling.GROUP + "/" + VariantAutoscaling.VERSION;

    private VariantMigration() {}

    /**
     * Migrates one.
     *
     * @throws IllegalArgumentException when a field has a form that cannot be read
     */
    static List<String> of(ManifestText manifest, Consumer<String> remarks) {
        var root = manifest.root().deepCopy();
        withoutServers(root);
        if (!API_VERSION.equals(root.path("apiVersion").asString(""))) {
            remarks.accept(manifest.called() + ": apiVersion is now " + API_VERSION);
            root.put("apiVersion", API_VERSION);
        }
        var read = spec(root);
        if (root.get("spec") instanceof ObjectNode spec) {
            var known = JsonMapper.shared().valueToTree(read);
            for (var path : withoutUnknown("spec", spec, known)) {
                remarks.accept(manifest.called() + ": " + path + " is not a field of this version: left out");
            }
        }
        problems(manifest, root, read)
                .forEach(problem -> remarks.accept(manifest.called() + ": is not planned as it is: " + problem));
        return List.of(root.equals(manifest.root()) ? manifest.unchanged() : ManifestText.yaml(root));
    }

    /** As kubectl prints a resource, without what is only the server's to say. */
    static void withoutServers(ObjectNode root) {
        root.remove("status");
        if (root.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(SERVERS);
            if (metadata.get("annotations") instanceof ObjectNode annotations) {
                annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
                if (annotations.isEmpty()) {
                    metadata.remove("annotations");
                }
            }
        }
    }

    private static VariantAutoscalingSpec spec(ObjectNode root) {
        try {
            return JsonMapper.shared().treeToValue(root.path("spec"), VariantAutoscalingSpec.class);
        } catch (JacksonException e) {
            var path = new StringBuilder("spec");
            e.getPath()
                    .forEach(step -> path.append(
                            step.getPropertyName() == null
                                    ? "[" + step.getIndex() + "]"
                                    : "." + step.getPropertyName()));
            throw new IllegalArgumentException(
                    path + " does not match the schema: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    /** Takes off what was not read; the paths of it. */
    private static List<String> withoutUnknown(String path, ObjectNode given, JsonNode read) {
        var gone = new ArrayList<String>();
        for (var name : List.copyOf(given.propertyNames())) {
            var value = given.get(name);
            var of = read == null ? null : read.get(name);
            if (of == null && !value.isNull()) {
                gone.add(path + "." + name);
                given.remove(name);
            } else if (value instanceof ObjectNode object) {
                gone.addAll(withoutUnknown(path + "." + name, object, of));
            } else if (value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    if (value.get(i) instanceof ObjectNode element) {
                        gone.addAll(withoutUnknown(path + "." + name + "[" + i + "]", element, of.get(i)));
                    }
                }
            }
        }
        return gone;
    }

    private static List<String> problems(ManifestText manifest, ObjectNode root, VariantAutoscalingSpec spec) {
        var labels = new TreeMap<String, String>();
        root.path("metadata")
                .path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        var resource = new VariantAutoscaling();
        resource.setMetadata(new ObjectMetaBuilder()
                .withNamespace(manifest.namespace())
                .withName(manifest.name())
                .withLabels(Map.copyOf(labels))
                .build());
        resource.setSpec(spec);
        var target = new TargetState.Found(0, 0, List.of(), Optional.empty());
        var problems = new ArrayList<>(VariantConversion.toVariant(resource, target).problems().stream()
                .map(ProblemText::withEffect)
                .toList());
        if ((spec == null || spec.modelProfile() == null)
                && labels.getOrDefault(VariantAutoscaling.ACCELERATOR_LABEL, "").isBlank()) {
            problems.add("without modelProfile, the label " + VariantAutoscaling.ACCELERATOR_LABEL
                    + " must name the accelerator that it runs on");
        }
        return problems;
    }
}
