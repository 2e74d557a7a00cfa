package ai.llmd.wva.simulation.workload.input;

import ai.llmd.wva.config.Tree;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** On which line of a file each of its values begins. */
final class FileLines {
    private final String file;
    private final Map<String, Integer> lineByPath = new HashMap<>();

    private FileLines(String file) {
        this.file = file;
    }

    static FileLines none() {
        return new FileLines("");
    }

    /** The lines of a text that is well formed; {@code parser} stands before its first token. */
    static FileLines of(String file, JsonParser parser) {
        var lines = new FileLines(file);
        if (parser.nextToken() != null) {
            lines.walk("", parser, parser.currentTokenLocation().getLineNr());
        }
        return lines;
    }

    /** For instance {@code x.yaml:12}; a value that is not there is where the one around it is. */
    String place(Tree tree) {
        var path = tree.path();
        while (!lineByPath.containsKey(path) && !path.isEmpty()) {
            path = path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
        }
        return file + ":" + lineByPath.getOrDefault(path, 1);
    }

    private void walk(String path, JsonParser parser, int line) {
        lineByPath.put(path, line);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var key = parser.currentName();
                int keyLine = parser.currentTokenLocation().getLineNr();
                parser.nextToken();
                walk(path.isEmpty() ? key : path + "." + key, parser, keyLine);
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                walk(path + "[" + i + "]", parser, parser.currentTokenLocation().getLineNr());
            }
        }
    }
}
