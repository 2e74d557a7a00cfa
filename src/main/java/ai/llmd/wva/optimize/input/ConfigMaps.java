package ai.llmd.wva.optimize.input;

import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.ConfigMapName;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.SettingsResolver;
import ai.llmd.wva.declaration.AcceleratorCapacity;
import ai.llmd.wva.declaration.AcceleratorCosts;
import ai.llmd.wva.declaration.Parsed;
import ai.llmd.wva.declaration.ServiceClasses;
import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The controller's ConfigMaps among the resources, read as the controller reads them. What it would leave out until it is
 * mended is an error here; what it would only remark is a note.
 */
record ConfigMaps(
        SortedMap<String, Accelerator> accelerators,
        List<ServiceClass> serviceClasses,
        Capacity capacity,
        Settings settings) {

    static ConfigMaps read(List<Value> roots, Complaints complaints) {
        var found = new Found(roots, complaints);
        var costs = found.needed(
                ConfigMapNames.ACCELERATOR_COSTS,
                (source, data) -> AcceleratorCosts.parse(source, data, new TreeMap<>()));
        var classes = found.needed(
                ConfigMapNames.SERVICE_CLASSES, (source, data) -> ServiceClasses.parse(source, data, new TreeMap<>()));
        var capacity = found.parsed(
                        ConfigMapNames.ACCELERATOR_CAPACITY,
                        (source, data) -> AcceleratorCapacity.parse(source, data, new TreeMap<>(), costs))
                .map(Capacity::new)
                .orElse(Capacity.UNLIMITED);
        return new ConfigMaps(costs, List.copyOf(classes.values()), capacity, found.settings());
    }

    /** What reads one ConfigMap. */
    @FunctionalInterface
    private interface MapParser<V> {
        Parsed<SortedMap<String, V>> parse(ConfigMapName source, Map<String, String> data);
    }

    /** The ConfigMaps by name. */
    private record Found(List<Value> roots, Complaints complaints) {
        <V> SortedMap<String, V> needed(String name, MapParser<V> parser) {
            var parsed = parsed(name, parser);
            if (parsed.isEmpty()) {
                complaints.error(
                        "ConfigMap " + name, "is not among the resources; a sample is in deploy/samples/optimize.yaml");
            }
            return parsed.orElseGet(TreeMap::new);
        }

        /** Empty where there is no such ConfigMap. */
        <V> Optional<SortedMap<String, V>> parsed(String name, MapParser<V> parser) {
            return only(name).map(root -> {
                var source = new ConfigMapName(namespace(root).orElse(Variants.DEFAULT_NAMESPACE), name);
                var parsed = parser.parse(source, data(root));
                parsed.problems().forEach(problem -> tell(root, name, problem));
                return parsed.value();
            });
        }

        Settings settings() {
            var resolver = new SettingsResolver(Configuration.defaults(), Map.of());
            var resolution = resolver.resolve(
                    only(ConfigMapNames.SETTINGS).map(this::data).orElse(Map.of()), Optional.empty());
            resolution
                    .problems()
                    .forEach(problem -> complaints.note(
                            ProblemText.subject(problem.subject()), ProblemText.withEffect(problem)));
            return resolution.settings();
        }

        private void tell(Value root, String name, Problem problem) {
            var where = root.where() + "ConfigMap " + name + " " + ProblemText.placeWithin(problem.subject());
            if (problem.effect() == Effect.LEFT_OUT) {
                complaints.error(where, problem.message());
            } else {
                complaints.note(where, ProblemText.withEffect(problem));
            }
        }

        /** The ConfigMap of a name; of several, the one in the controller's usual namespace. */
        private Optional<Value> only(String name) {
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
                complaints.error(
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

        private Map<String, String> data(Value root) {
            var data = new TreeMap<String, String>();
            for (var entry : root.get("data").node().properties()) {
                if (entry.getValue().isString()) {
                    data.put(entry.getKey(), entry.getValue().stringValue());
                } else {
                    root.get("data")
                            .get(entry.getKey())
                            .error("is not text: values of a ConfigMap are text, so put it in quotes");
                }
            }
            return data;
        }
    }
}
