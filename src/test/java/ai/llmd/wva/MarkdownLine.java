package ai.llmd.wva;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of prose of a page: no code block, no table, no heading.
 *
 * @param place file and line number, to find it
 */
record MarkdownLine(String place, String text) {
    private static final Pattern CODE_SPAN = Pattern.compile("`[^`]*`");
    private static final Pattern FENCE = Pattern.compile("\\s*```.*");
    private static final Pattern LIST_ITEM = Pattern.compile("\\s*([-*]|\\d+[.)]) .*");
    private static final Pattern NEXT_SENTENCE =
            Pattern.compile("(?<!\\be\\.g|\\bi\\.e|\\bvs|\\betc|\\b[A-Z])[.!?][\"')*]*\\s+[\"(*_\\[]*[A-Z0-9`]");

    static List<MarkdownLine> proseOf(Path page) throws IOException {
        var prose = new ArrayList<MarkdownLine>();
        var lines = Files.readAllLines(page);
        var fenced = false;
        var inList = false;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (FENCE.matcher(line).matches()) {
                fenced = !fenced;
                continue;
            }
            if (!line.isBlank() && !line.startsWith(" ")) {
                inList = LIST_ITEM.matcher(line).matches();
            }
            var indentedCode = line.startsWith("    ") && !inList;
            if (!fenced && !indentedCode && !line.isBlank() && !line.startsWith("|") && !line.startsWith("#")) {
                prose.add(new MarkdownLine(page + ":" + (i + 1), line));
            }
        }
        return prose;
    }

    boolean hasSeveralSentences() {
        var words = CODE_SPAN.matcher(text).replaceAll("`code`");
        var item = words.replaceFirst("^\\s*([-*]|\\d+[.)])\\s+", "");
        return NEXT_SENTENCE.matcher(item).find();
    }
}
