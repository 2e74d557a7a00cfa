package ai.llmd.wva.migration;

import ai.llmd.wva.config.YamlFault;
import ai.llmd.wva.config.YamlTree;
import ai.llmd.wva.optimize.input.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * A manifest as it was given.
 *
 * @param where file and line of its beginning, such as {@code old.yaml:12}
 * @param text as written; empty for one that was an item of a list
 */
record ManifestText(String where, Optional<String> text, ObjectNode root) {
    private static final Pattern SEPARATOR = Pattern.compile("---(\\s.*)?");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();

    /**
     * Splits a source into its manifests; lists are taken apart.
     *
     * @param errors takes a sentence for each that cannot be read
     */
    static List<ManifestText> split(Source source, Consumer<String> errors) {
        var found = new ArrayList<ManifestText>();
        var lines = source.text().lines().toList();
        int begin = 0;
        for (int i = 0; i <= lines.size(); i++) {
            if (i == lines.size() || SEPARATOR.matcher(lines.get(i)).matches()) {
                read(source.name(), begin, lines.subList(begin, i), found, errors);
                begin = i + 1;
            }
        }
        if (found.isEmpty()) {
            errors.accept(source.name() + ": contains no Kubernetes manifest");
        }
        return found;
    }

    private static void read(
            String file, int linesBefore, List<String> lines, List<ManifestText> found, Consumer<String> errors) {
        var text = String.join("\n", lines).strip();
        if (text.lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) {
            return;
        }
        int blank = (int) lines.stream().takeWhile(String::isBlank).count();
        var where = file + ":" + (linesBefore + blank + 1);
        try {
            // blank lines in front have the fault's line be that of the file
            var node = YamlTree.document("\n".repeat(linesBefore) + String.join("\n", lines));
            add(where, Optional.of(text), node, found, errors);
        } catch (YamlFault e) {
            errors.accept(file + ": " + e.getMessage());
        }
    }

    private static void add(
            String where, Optional<String> text, JsonNode node, List<ManifestText> found, Consumer<String> errors) {
        if (node instanceof ObjectNode root && root.path("kind").isString()) {
            if (kindOf(root).endsWith("List") && root.path("items").isArray()) {
                for (int i = 0; i < root.get("items").size(); i++) {
                    add(
                            where + ": items[" + i + "]",
                            Optional.empty(),
                            root.get("items").get(i),
                            found,
                            errors);
                }
            } else {
                found.add(new ManifestText(where, text, root));
            }
        } else {
            errors.accept(where + ": is not a Kubernetes manifest: it has no kind, such as VariantAutoscaling");
        }
    }

    private static String kindOf(ObjectNode root) {
        return root.path("kind").stringValue();
    }

    String kind() {
        return kindOf(root);
    }

    /** Of its metadata; empty where it has none. */
    String name() {
        return root.path("metadata").path("name").asString("");
    }

    String namespace() {
        return root.path("metadata").path("namespace").asString("default");
    }

    /** For messages, such as {@code old.yaml:12: VariantAutoscaling llm/chat}. */
    String called() {
        return where + ": " + kind() + " " + namespace() + "/" + name();
    }

    /** A manifest as text. */
    static String yaml(JsonNode root) {
        return YAML.writeValueAsString(root).strip();
    }

    /** As it was written where that is known. */
    String unchanged() {
        return text.orElseGet(() -> yaml(root));
    }
}
