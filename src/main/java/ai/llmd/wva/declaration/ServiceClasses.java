package ai.llmd.wva.declaration;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.YamlFault;
import ai.llmd.wva.config.YamlTree;
import ai.llmd.wva.model.ConfigMapName;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.Subject.Entry;
import ai.llmd.wva.model.Subject.EntryField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The ConfigMap {@link ConfigMapNames#SERVICE_CLASSES}: under each key a class of service in YAML, with name, priority,
 * percentile and a list of rows (see {@link ServiceRows}).
 */
public final class ServiceClasses {
    private static final List<String> KEYS = List.of("name", "priority", "percentile", "data");

    private ServiceClasses() {}

    /**
     * The classes by ConfigMap key. A broken row leaves the other rows of its class in force.
     *
     * @param lastGood what came of the last reading
     */
    public static Parsed<SortedMap<String, ServiceClass>> parse(
            ConfigMapName source, Map<String, String> data, SortedMap<String, ServiceClass> lastGood) {
        return Entries.parse(source, data, lastGood, ServiceClasses::entry);
    }

    private static ServiceClass entry(
            Entry entry, String yaml, Optional<ServiceClass> lastGood, Consumer<Problem> problems) {
        var node = tree(yaml);
        if (!node.isObject()) {
            throw new IllegalArgumentException("is not YAML with name, priority and data");
        }
        var name = node.path("name");
        if (!name.isValueNode() || name.isNull() || name.asString().isBlank()) {
            throw new IllegalArgumentException("has no name");
        }
        var rows = node.path("data");
        if (!rows.isArray() && !rows.isNull() && !rows.isMissingNode()) {
            throw new IllegalArgumentException("data is not a list of rows, each starting with - model: ...");
        }
        var priority = priority(entry, node.path("priority"), lastGood, problems);
        var percentile = ClassPercentile.read(entry, node.path("percentile"), lastGood.isPresent(), problems);
        var targets = new ServiceRows(entry, percentile, lastGood.map(ServiceClass::targets), problems).targets(rows);
        Entries.unknownKeys(entry, node, KEYS, problems);
        return new ServiceClass(entry.key(), name.asString().strip(), priority, targets);
    }

    private static int priority(
            Entry entry, JsonNode node, Optional<ServiceClass> lastGood, Consumer<Problem> problems) {
        if (node.isMissingNode() || node.isNull()) {
            return ServiceClass.LOWEST_PRIORITY;
        }
        try {
            return Numbers.whole(node);
        } catch (IllegalArgumentException e) {
            problems.accept(new Problem(
                    new EntryField(entry, "priority"),
                    lastGood.isPresent() ? Effect.LAST_GOOD : Effect.DEFAULT_VALUE,
                    e.getMessage() + " from 1 (highest) to 100"));
            return lastGood.map(ServiceClass::priority).orElse(ServiceClass.LOWEST_PRIORITY);
        }
    }

    private static JsonNode tree(String yaml) {
        try {
            return YamlTree.document(yaml);
        } catch (YamlFault e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
