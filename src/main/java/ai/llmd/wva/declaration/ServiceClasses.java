package ai.llmd.wva.declaration;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Syntax;
import ai.llmd.wva.model.ServiceClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The ConfigMap {@link ConfigMapNames#SERVICE_CLASSES}: under each key a class of service in YAML, with name, priority,
 * percentile and a list of rows (see {@link ServiceRows}).
 */
public final class ServiceClasses {
    private static final List<String> KEYS = List.of("name", "priority", "percentile", "data");
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ServiceClasses() {}

    /**
     * The classes by ConfigMap key. A broken row leaves the other rows of its class in force.
     *
     * @param source how the ConfigMap is named in problems, see {@link ConfigMapNames#source}
     * @param lastGood what came of the last reading
     */
    public static Parsed<SortedMap<String, ServiceClass>> parse(
            String source, Map<String, String> data, SortedMap<String, ServiceClass> lastGood) {
        return Entries.parse(source, data, lastGood, ServiceClasses::entry);
    }

    private static ServiceClass entry(
            String key, String yaml, Optional<ServiceClass> lastGood, Consumer<String> remarks) {
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
        var priority = priority(node.path("priority"), lastGood, remarks);
        var percentile = ClassPercentile.read(node.path("percentile"), remarks);
        var targets = ServiceRows.targets(rows, percentile, lastGood.map(ServiceClass::targets), remarks);
        node.propertyNames().stream()
                .filter(property -> !KEYS.contains(property))
                .sorted()
                .forEach(property -> remarks.accept(Entries.unknownKey(property, KEYS)));
        return new ServiceClass(key, name.asString().strip(), priority, targets);
    }

    private static int priority(JsonNode node, Optional<ServiceClass> lastGood, Consumer<String> remarks) {
        if (node.isMissingNode() || node.isNull()) {
            return ServiceClass.LOWEST_PRIORITY;
        }
        try {
            return Numbers.whole("priority", node);
        } catch (IllegalArgumentException e) {
            int priority = lastGood.map(ServiceClass::priority).orElse(ServiceClass.LOWEST_PRIORITY);
            remarks.accept(e.getMessage() + " from 1 (highest) to 100; " + priority + " is in force");
            return priority;
        }
    }

    private static JsonNode tree(String yaml) {
        try {
            return MAPPER.readTree(yaml);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(Syntax.fault("YAML", e), e);
        }
    }
}
