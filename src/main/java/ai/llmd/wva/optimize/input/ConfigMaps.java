package ai.llmd.wva.optimize.input;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.Problems;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The controller's ConfigMaps among the resources. What the controller would leave out until it is mended is an error
 * here; what it would only remark is a note.
 */
final class ConfigMaps {
    private static final List<String> NEEDED =
            List.of(ConfigMapNames.ACCELERATOR_COSTS, ConfigMapNames.SERVICE_CLASSES);

    private final SortedMap<String, Value> found = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, String>> data = new TreeMap<>();
    private final Problems problems;

    private ConfigMaps(Problems problems) {
        this.problems = problems;
    }

    static ConfigMaps read(List<Value> roots, Problems problems) {
        var maps = new ConfigMaps(problems);
        for (var name : new TreeSet<>(ConfigMapNames.ALL)) {
            maps.only(name, roots).ifPresent(root -> {
                maps.found.put(name, root);
                maps.data.put(name, data(root));
            });
            if (NEEDED.contains(name) && !maps.found.containsKey(name)) {
                problems.error(
                        "ConfigMap " + name, "is not among the resources; a sample is in deploy/samples/optimize.yaml");
            }
        }
        return maps;
    }

    /** The data of each ConfigMap that is there, by its name. */
    SortedMap<String, SortedMap<String, String>> data() {
        return data;
    }

    /** Whether those are there without which nothing can be planned. */
    boolean complete() {
        return found.keySet().containsAll(NEEDED);
    }

    /** Tells what was wrong with their entries; that one is missing has been told. */
    void tell(List<Problem> problems) {
        for (var problem : problems) {
            problem.subject().configMap().map(name -> found.get(name.name())).ifPresent(root -> tell(root, problem));
        }
    }

    private void tell(Value root, Problem problem) {
        var name = problem.subject().configMap().orElseThrow().name();
        var where = root.inside() + "ConfigMap " + name + " " + ProblemText.placeWithin(problem.subject());
        if (problem.effect() == Effect.LEFT_OUT) {
            problems.error(where, problem.message());
        } else {
            problems.note(where, ProblemText.withEffect(problem));
        }
    }

    /** The ConfigMap of a name; of several, the one in the controller's usual namespace. */
    private Optional<Value> only(String name, List<Value> roots) {
        var named = roots.stream()
                .filter(root -> root.get("metadata").optionalText("name").equals(Optional.of(name)))
                .toList();
        if (named.size() <= 1) {
            return named.stream().findFirst();
        }
        var usual = named.stream()
                .filter(root -> namespace(root)
                        .equals(Optional.of(
                                Configuration.defaults().controller().namespaceIn(Map.of()))))
                .toList();
        if (usual.size() != 1) {
            problems.error(
                    "ConfigMap " + name,
                    "is there " + named.size() + " times, in "
                            + named.stream()
                                    .map(root -> root.where() + "namespace "
                                            + namespace(root).orElse(Variants.DEFAULT_NAMESPACE))
                                    .toList()
                            + "; leave one");
        }
        return usual.stream().findFirst();
    }

    private static Optional<String> namespace(Value root) {
        return root.get("metadata").optionalText("namespace");
    }

    private static SortedMap<String, String> data(Value root) {
        var data = new TreeMap<String, String>();
        for (var entry : root.get("data").node().properties()) {
            if (entry.getValue().isString()) {
                data.put(entry.getKey(), entry.getValue().stringValue());
            } else {
                root.get("data")
                        .get(entry.getKey())
                        .error("is not a string: values of a ConfigMap are strings, so put it in quotes");
            }
        }
        return data;
    }
}
