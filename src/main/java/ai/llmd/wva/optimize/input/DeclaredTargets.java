package ai.llmd.wva.optimize.input;

import ai.llmd.wva.declaration.PodTemplates;
import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.TargetRef;
import ai.llmd.wva.model.TargetState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Deployments and StatefulSets among the resources: how many replicas there are now, and of what pods. */
final class DeclaredTargets {
    private final Map<String, TargetState.Found> found = new HashMap<>();

    private DeclaredTargets() {}

    static DeclaredTargets read(List<Value> deployments, List<Value> statefulSets) {
        var targets = new DeclaredTargets();
        deployments.forEach(root -> targets.add("Deployment", root));
        statefulSets.forEach(root -> targets.add("StatefulSet", root));
        return targets;
    }

    Optional<TargetState> find(String namespace, TargetRef target) {
        return Optional.ofNullable(found.get(key(namespace, target.kind(), target.name())));
    }

    /** Without a status, as in a manifest that is yet to be applied, it has what its spec asks for. */
    private void add(String kind, Value root) {
        var metadata = root.get("metadata");
        int declared = root.get("spec").wholeOr(1, 0, "replicas");
        var status = root.get("status");
        int replicas = status.present() ? status.wholeOr(0, 0, "replicas") : declared;
        int ready = status.present() ? status.wholeOr(0, 0, "readyReplicas") : declared;
        metadata.text("name")
                .ifPresent(name -> found.put(
                        key(metadata.optionalText("namespace").orElse(Variants.DEFAULT_NAMESPACE), kind, name),
                        new TargetState.Found(declared, replicas, ready, List.of(), Optional.empty(), template(root))));
    }

    private static PodTemplate template(Value root) {
        var template = root.node().path("spec").path("template");
        var labels = new HashMap<String, String>();
        template.path("metadata")
                .path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        var commandLines = new ArrayList<List<String>>();
        for (var container : template.path("spec").path("containers")) {
            var line = new ArrayList<String>();
            container.path("command").forEach(word -> line.add(word.asString("")));
            container.path("args").forEach(word -> line.add(word.asString("")));
            commandLines.add(line);
        }
        return PodTemplates.of(labels, commandLines);
    }

    private static String key(String namespace, String kind, String name) {
        return namespace + "/" + kind + "/" + name;
    }
}
