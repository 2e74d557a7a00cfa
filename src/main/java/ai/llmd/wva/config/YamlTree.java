package ai.llmd.wva.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * YAML as it is meant: an alias is what it stands for, {@code <<} takes over the keys of another mapping, and a key
 * that comes twice is an error. JSON is read too, as a part of YAML.
 */
public final class YamlTree {
    private static final int CHARACTERS_PER_MIB = 1024 * 1024;

    /** Characters of a text. The parser's time grows with the square of a long plain scalar. */
    private static final int MOST_CHARACTERS = 16 * CHARACTERS_PER_MIB;

    private static final int LONGEST_LINE = CHARACTERS_PER_MIB;

    /** Of collections; each is read once however often it is named. */
    private static final int MOST_ALIASES = 100_000;

    private final IdentityHashMap<Object, JsonNode> known = new IdentityHashMap<>();

    private YamlTree() {}

    /**
     * The only document of a text; missing where it has none.
     *
     * @throws YamlFault where it is no YAML, or more than one document
     */
    public static JsonNode document(String text) {
        var documents = documents(text);
        if (documents.size() > 1) {
            throw new YamlFault(0, 0, "it has " + documents.size() + " documents, where one is expected");
        }
        return documents.isEmpty() ? JsonNodeFactory.instance.missingNode() : documents.get(0);
    }

    /**
     * All documents of a text, those that are empty as null.
     *
     * @throws YamlFault where it is no YAML
     */
    public static List<JsonNode> documents(String text) {
        refuseLong(text);
        var settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(Integer.MAX_VALUE)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        try {
            var documents = new ArrayList<JsonNode>();
            for (var document : new Load(settings).loadAllFromString(text)) {
                documents.add(new YamlTree().node(document));
            }
            return documents;
        } catch (MarkedYamlEngineException e) {
            throw YamlFault.of(e);
        } catch (YamlEngineException e) {
            throw new YamlFault(
                    0, 0, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        } catch (StackOverflowError e) {
            throw new YamlFault(0, 0, "it is nested too deeply");
        }
    }

    private static void refuseLong(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new YamlFault(
                    0,
                    0,
                    "it has more than " + MOST_CHARACTERS / CHARACTERS_PER_MIB
                            + " MiB: give it as JSON, or in several files");
        }
        int line = 1;
        int begin = 0;
        for (int end = text.indexOf('\n'); begin <= text.length(); end = text.indexOf('\n', begin)) {
            int next = end < 0 ? text.length() : end;
            if (next - begin > LONGEST_LINE) {
                throw new YamlFault(line, 0, "it has a line of more than 1 MiB: give it as JSON");
            }
            begin = next + 1;
            line++;
        }
    }

    private JsonNode node(Object value) {
        var nodes = JsonNodeFactory.instance;
        if (value == null) {
            return nodes.nullNode();
        }
        if (value instanceof Map<?, ?> || value instanceof Iterable<?>) {
            var before = known.get(value);
            return before == null ? collection(value) : before;
        }
        if (value instanceof Boolean flag) {
            return nodes.booleanNode(flag);
        }
        if (value instanceof Integer number) {
            return nodes.numberNode(number);
        }
        if (value instanceof Long number) {
            return nodes.numberNode(number);
        }
        if (value instanceof BigInteger number) {
            return nodes.numberNode(number);
        }
        if (value instanceof BigDecimal number) {
            return nodes.numberNode(number);
        }
        if (value instanceof Number number) {
            return nodes.numberNode(number.doubleValue());
        }
        return nodes.stringNode(value.toString());
    }

    private JsonNode collection(Object value) {
        if (value instanceof Map<?, ?> mapping) {
            var object = JsonNodeFactory.instance.objectNode();
            known.put(value, object);
            mapping.forEach((key, item) -> object.set(String.valueOf(key), node(item)));
            return object;
        }
        var array = JsonNodeFactory.instance.arrayNode();
        known.put(value, array);
        ((Iterable<?>) value).forEach(item -> array.add(node(item)));
        return array;
    }
}
