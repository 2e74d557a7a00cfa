package ai.llmd.wva.optimize.input;

import ai.llmd.wva.config.Problems;
import ai.llmd.wva.declaration.VariantConversion;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.TargetRef;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.VariantId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The VariantAutoscalings among the resources. */
final class Variants {
    /** As kubectl: who names no namespace means this one. */
    static final String DEFAULT_NAMESPACE = "default";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Variants() {}

    /**
     * A resource and where it is written down.
     *
     * @param where for messages
     * @param root of the resource
     */
    record Declared(VariantId id, VariantAutoscaling resource, String where, Value root) {

        /** Tells what is wrong with it: what keeps a controller from planning it is an error, a remark is a note. */
        void tell(List<Problem> problems) {
            for (var problem : problems) {
                if (problem.effect() == Effect.NOT_PLANNED) {
                    root.problems().error(where, problem.message());
                } else if (problem.effect() == Effect.REMARK) {
                    root.problems().note(where, problem.message());
                }
            }
        }
    }

    static SortedMap<VariantId, Declared> read(List<Value> roots, Problems problems) {
        var variants = new TreeMap<VariantId, Declared>();
        for (var root : roots) {
            resource(root).ifPresent(resource -> {
                var id = VariantConversion.idOf(resource);
                var where = root.where() + VariantAutoscaling.KIND + " " + id;
                if (variants.put(id, new Declared(id, resource, where, root)) != null) {
                    problems.error(where, "is there twice");
                }
            });
        }
        return variants;
    }

    private static Optional<VariantAutoscaling> resource(Value root) {
        var metadata = root.get("metadata");
        if (metadata.text("name").isEmpty()) {
            return Optional.empty();
        }
        if (root.node().path("spec").isObject()) {
            root.get("spec")
                    .knows(
                            "modelID",
                            "scaleTargetRef",
                            "sloClassRef",
                            "modelProfile",
                            "minReplicas",
                            "maxReplicas",
                            "keepAccelerator",
                            "fallbackReplicas",
                            "role");
        }
        var node = (ObjectNode) root.node();
        if (metadata.optionalText("namespace").isEmpty() && node.path("metadata") instanceof ObjectNode own) {
            own.put("namespace", DEFAULT_NAMESPACE);
        }
        try {
            return Optional.of(MAPPER.treeToValue(node, VariantAutoscaling.class));
        } catch (JacksonException e) {
            root.problems().error(root.where() + path(e), reason(e));
            return Optional.empty();
        }
    }

    private static String path(JacksonException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            path.append(
                    step.getPropertyName() == null
                            ? "[" + step.getIndex() + "]"
                            : (path.isEmpty() ? "" : ".") + step.getPropertyName());
        }
        return path.toString();
    }

    private static String reason(JacksonException e) {
        if (e instanceof InvalidFormatException wrong) {
            var number = wrong.getTargetType() == Integer.class || wrong.getTargetType() == Long.class;
            return "\"" + wrong.getValue() + "\" is not "
                    + (number ? "a whole number" : "a " + wrong.getTargetType().getSimpleName());
        }
        return "does not match the schema of the resource: "
                + e.getOriginalMessage().lines().findFirst().orElse("");
    }

    /** The workload as it is among the resources, else as the status last saw it. */
    static TargetState target(VariantAutoscaling resource, TargetRef target, DeclaredTargets targets) {
        var found = targets.find(resource.getMetadata().getNamespace(), target);
        if (found.isPresent()) {
            return found.get();
        }
        var status = resource.getStatus();
        var now = status == null ? null : status.currentAlloc();
        int replicas = now == null || now.numReplicas() == null ? 0 : Math.max(0, now.numReplicas());
        int ready = now == null || now.readyReplicas() == null ? replicas : Math.max(0, now.readyReplicas());
        return new TargetState.Found(replicas, ready, List.of(), Optional.empty());
    }
}
