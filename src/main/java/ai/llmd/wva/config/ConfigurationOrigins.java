package ai.llmd.wva.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every key of the configuration with the value that is in force at start and where it comes from. What the ConfigMap
 * of settings says comes later, and is not in it.
 */
public final class ConfigurationOrigins {
    /** The file that is shipped, which has every key with its default. */
    private static final String DEFAULTS = "/conf/wva.json";

    /** The origin of a value that nobody gave. */
    public static final String DEFAULT = "default";

    private static final String HIDDEN = "***";

    private final List<Layer> files;
    private final Map<String, String> environment;
    private final Configuration configuration;
    private final LiveSettings settings;
    private final Set<String> secrets = ConfigurationReader.secretPaths();
    private final Map<String, Setting<?>> settingByKey = new TreeMap<>();

    /**
     * A key.
     *
     * @param key e.g. {@code collector.rateWindow}
     * @param value as the file would have it, without quotes; secrets are hidden
     * @param origin {@code default}, the file's path, or the environment variable
     */
    public record Entry(String key, String value, String origin) {}

    private record Layer(String name, JsonNode root) {}

    private ConfigurationOrigins(List<Layer> files, Configuration configuration, Map<String, String> environment) {
        this.files = files;
        this.environment = environment;
        this.configuration = configuration;
        this.settings = new SettingsResolver(configuration, environment)
                .resolve(Map.of(), Optional.empty())
                .settings();
        Setting.ALL.forEach(setting -> settingByKey.put(setting.key(), setting));
    }

    /**
     * All of them, in the order of the shipped file.
     *
     * @param files which have been read as {@code configuration} without a problem; of several that have a key, the
     *     last counts
     * @throws IOException when one cannot be read any more
     */
    public static List<Entry> of(List<Path> files, Configuration configuration, Map<String, String> environment)
            throws IOException {
        var sources = new ArrayList<Layer>();
        for (var file : files) {
            sources.add(0, new Layer(file.toString(), parse(Files.readString(file))));
        }
        JsonNode defaults;
        try (var shipped = ConfigurationOrigins.class.getResourceAsStream(DEFAULTS)) {
            defaults = parse(new String(shipped.readAllBytes(), StandardCharsets.UTF_8));
        }
        sources.add(new Layer(DEFAULT, defaults));
        var entries = new ArrayList<Entry>();
        new ConfigurationOrigins(sources, configuration, Map.copyOf(environment)).add("", defaults, entries);
        return List.copyOf(entries);
    }

    private static JsonNode parse(String json) throws IOException {
        try {
            return ConfigurationReader.parse(json);
        } catch (ConfigurationReader.SyntaxException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void add(String section, JsonNode node, List<Entry> entries) {
        for (var child : node.properties()) {
            var key = section.isEmpty() ? child.getKey() : section + "." + child.getKey();
            if (child.getValue() instanceof ObjectNode object && !object.isEmpty()) {
                add(key, object, entries);
            } else {
                entries.add(entry(key));
            }
        }
    }

    private Entry entry(String key) {
        return fromEnvironment(key)
                .orElseGet(() -> files.stream()
                        .filter(source -> !at(source, key).isMissingNode())
                        .findFirst()
                        .map(source -> new Entry(key, shown(key, at(source, key)), source.name()))
                        .orElseThrow());
    }

    private Optional<Entry> fromEnvironment(String key) {
        return switch (key) {
            case "controller.namespace" ->
                configuration.controller().namespace().isPresent()
                        ? Optional.empty()
                        : Optional.of(new Entry(
                                key,
                                configuration.controller().namespaceIn(environment),
                                given(Environment.POD_NAMESPACE)
                                        .map(text -> variable(Environment.POD_NAMESPACE))
                                        .orElse(DEFAULT)));
            case "externalMetrics.enabled" ->
                given(Environment.EXTERNAL_METRICS)
                        .map(text -> new Entry(
                                key,
                                String.valueOf(configuration.externalMetrics().enabledIn(environment)),
                                variable(Environment.EXTERNAL_METRICS)));
            default -> Optional.ofNullable(settingByKey.get(key)).flatMap(this::fromEnvironment);
        };
    }

    private <T> Optional<Entry> fromEnvironment(Setting<T> setting) {
        return given(setting.name()).flatMap(text -> {
            var inForce = setting.of().apply(settings);
            try {
                return setting.parser().parse(text).equals(inForce)
                        ? Optional.of(
                                new Entry(setting.key(), shown(setting.key(), text.strip()), variable(setting.name())))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return setting.unread()
                        .map(value -> new Entry(
                                setting.key(),
                                value.toString().toLowerCase(Locale.ROOT),
                                variable(setting.name()) + " cannot be read"));
            }
        });
    }

    private Optional<String> given(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
    }

    private static String variable(String name) {
        return "environment variable " + name;
    }

    private static JsonNode at(Layer source, String key) {
        return source.root().at("/" + key.replace('.', '/'));
    }

    private String shown(String key, JsonNode value) {
        if (secrets.contains(key) && value instanceof ObjectNode entries) {
            var hidden = entries.objectNode();
            entries.propertyNames().forEach(name -> hidden.put(name, HIDDEN));
            return hidden.toString();
        }
        return value.isString() ? shown(key, value.stringValue()) : value.toString();
    }

    private String shown(String key, String text) {
        if (text.isEmpty()) {
            return "\"\"";
        }
        return secrets.contains(key) ? HIDDEN : Spelling.withoutQuery(text);
    }
}
