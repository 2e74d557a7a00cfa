package ai.llmd.wva.declaration;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Syntax;
import ai.llmd.wva.model.Accelerator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ConfigMap {@link ConfigMapNames#ACCELERATOR_COSTS}: each key is an accelerator, each value JSON such as
 * {@code {"device": "NVIDIA-A100-PCIE-80GB", "cost": "40.00"}} with the cost of a unit in cents per hour.
 */
public final class AcceleratorCosts {
    private static final List<String> KEYS = List.of("device", "cost");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private AcceleratorCosts() {}

    /**
     * The accelerators by name. An entry without a device is its own device.
     *
     * @param source how the ConfigMap is named in problems, see {@link ConfigMapNames#source}
     * @param lastGood what came of the last reading
     */
    public static Parsed<SortedMap<String, Accelerator>> parse(
            String source, Map<String, String> data, SortedMap<String, Accelerator> lastGood) {
        return Entries.parse(source, data, lastGood, AcceleratorCosts::entry);
    }

    private static Accelerator entry(
            String name, String json, Optional<Accelerator> lastGood, Consumer<String> remarks) {
        var node = tree(json);
        if (!node.isObject()) {
            throw new IllegalArgumentException(
                    "is not a JSON object such as {\"device\": \"...\", \"cost\": \"40.00\"}");
        }
        if (!node.hasNonNull("cost")) {
            throw new IllegalArgumentException("has no cost (cents per hour of one unit)");
        }
        var accelerator = new Accelerator(name, device(name, node), Numbers.notNegative("cost", node.get("cost")));
        node.propertyNames().stream()
                .filter(key -> !KEYS.contains(key))
                .sorted()
                .forEach(key -> remarks.accept(Entries.unknownKey(key, KEYS)));
        return accelerator;
    }

    private static String device(String name, JsonNode node) {
        var device = node.get("device");
        if (device == null || device.isNull()) {
            return name;
        }
        if (!device.isString()) {
            throw new IllegalArgumentException("device: " + device + " is not text in quotes");
        }
        return device.stringValue().isBlank() ? name : device.stringValue().strip();
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(Syntax.fault("JSON", e), e);
        }
    }
}
