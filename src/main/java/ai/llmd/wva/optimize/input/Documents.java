package ai.llmd.wva.optimize.input;

import ai.llmd.wva.config.Problems;
import ai.llmd.wva.config.Syntax;
import ai.llmd.wva.config.Tree;
import ai.llmd.wva.config.YamlFault;
import ai.llmd.wva.config.YamlTree;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Splits sources into documents: any number of JSON values one after another, or of YAML documents, lists taken
 * apart.
 */
final class Documents {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Documents() {}

    static List<Document> of(List<Source> sources, Problems problems) {
        var documents = new ArrayList<Document>();
        for (var source : sources) {
            var roots = parse(source, problems);
            for (int i = 0; i < roots.size(); i++) {
                var where = source.name() + ": " + (roots.size() > 1 ? "document " + (i + 1) + ": " : "");
                add(source, new Value(new Tree(where, roots.get(i), problems)), documents);
            }
        }
        return documents;
    }

    private static void add(Source source, Value root, List<Document> documents) {
        if (!root.isObject()) {
            root.error("is not an object with keys and values");
        } else if (isList(root)) {
            root.get("items").items().forEach(item -> add(source, item, documents));
        } else {
            documents.add(new Document(source, root));
        }
    }

    /** As kubectl prints several objects: kind {@code List}, {@code ConfigMapList} and so on. */
    private static boolean isList(Value root) {
        var kind = root.get("kind");
        return kind.present()
                && kind.node().isString()
                && kind.node().stringValue().endsWith("List")
                && root.get("items").present();
    }

    private static List<JsonNode> parse(Source source, Problems problems) {
        var text = source.text().strip();
        boolean jsonLike = text.startsWith("{") || text.startsWith("[");
        try {
            var roots = jsonLike ? json(source.text()) : yaml(source.text());
            if (roots.isEmpty()) {
                problems.error(source.name(), "is empty");
            }
            return roots;
        } catch (JacksonException e) {
            problems.error(source.name(), Syntax.fault("JSON", e));
        } catch (YamlFault e) {
            problems.error(source.name(), e.getMessage());
        }
        return List.of();
    }

    private static List<JsonNode> yaml(String text) {
        return YamlTree.documents(text).stream().filter(node -> !node.isNull()).toList();
    }

    private static List<JsonNode> json(String text) {
        var roots = new ArrayList<JsonNode>();
        try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            while (values.hasNext()) {
                var value = values.next();
                if (value != null && !value.isNull() && !value.isMissingNode()) {
                    roots.add(value);
                }
            }
        }
        return roots;
    }
}
