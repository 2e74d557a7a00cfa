package ai.llmd.wva.declaration;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Syntax;
import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.ConfigMapName;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Subject.Entry;
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
     * @param lastGood what came of the last reading
     */
    public static Parsed<SortedMap<String, Accelerator>> parse(
            ConfigMapName source, Map<String, String> data, SortedMap<String, Accelerator> lastGood) {
        return Entries.parse(source, data, lastGood, AcceleratorCosts::entry);
    }

    private static Accelerator entry(
            Entry entry, String json, Optional<Accelerator> lastGood, Consumer<Problem> problems) {
        var node = tree(json);
        if (!node.isObject()) {
            throw new IllegalArgumentException(
                    "is not a JSON object such as {\"device\": \"...\", \"cost\": \"40.00\"}");
        }
        if (!node.hasNonNull("cost")) {
            throw new IllegalArgumentException("has no cost (cents per hour of one unit)");
        }
        double cost = Numbers.field("cost", node.get("cost"), Numbers::notNegative);
        var accelerator = new Accelerator(entry.key(), device(entry.key(), node), cost);
        Entries.unknownKeys(entry, node, KEYS, problems);
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
