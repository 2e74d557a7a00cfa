package ai.llmd.wva.config;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A value in a JSON or YAML text, and where it is: what every reader of such texts stands on, however strict it is.
 * What is wrong goes to the problems, so that reading goes on.
 *
 * @param path for messages, e.g. {@code collector.rateWindow} or {@code system.json: system.modelData.models[3]};
 *     empty or ending in {@code ": "} for a whole text
 * @param node missing where there is no such value
 */
public record Tree(String path, JsonNode node, Problems problems) {
    private static final String WHOLE = ": ";

    /** Whether there is a value; null is none. */
    public boolean present() {
        return !node.isMissingNode() && !node.isNull();
    }

    /** The value under a key, spelt exactly; it may be missing. */
    public Tree child(String key) {
        var child = node.get(key);
        return new Tree(pathOf(key), child == null ? MissingNode.getInstance() : child, problems);
    }

    /** The elements of a list; none where this is no list. */
    public List<Tree> elements() {
        var elements = new ArrayList<Tree>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                elements.add(new Tree(path + "[" + i + "]", node.get(i), problems));
            }
        }
        return elements;
    }

    public String pathOf(String key) {
        return path.isEmpty() || path.endsWith(WHOLE) ? path + key : path + "." + key;
    }

    public void error(String message) {
        problems.error(path.endsWith(WHOLE) ? path.substring(0, path.length() - WHOLE.length()) : path, message);
    }

    /** The value in quotes, cut when long; of a number that is too large to be known, only that. */
    public String quoted() {
        if (node.isDouble() && Double.isInfinite(node.doubleValue())) {
            return "more than 1.8e308";
        }
        return Spelling.quote(node.isValueNode() ? node.asString() : node.toString());
    }

    /** What it is, e.g. {@code a list} or {@code the number 5}. */
    public String kind() {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "the text " + quoted();
            case NUMBER -> "the number " + node;
            case BOOLEAN -> "the word " + node;
            default -> "null";
        };
    }
}
