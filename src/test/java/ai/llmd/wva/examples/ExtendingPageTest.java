package ai.llmd.wva.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/extending.md shows of code runs: each block is part of the file, no test, that is named before it. */
class ExtendingPageTest {
    private static final Path PAGE = Path.of("docs/extending.md");
    private static final Pattern LINKED = Pattern.compile("\\(\\.\\./(src/[^)#]+(?<!Test\\.java|IT\\.java))\\)");
    private static final String FENCE = "```";

    private record Block(Path from, String text) {}

    @Test
    void everyBlockIsPartOfTheFileNamedBeforeIt() throws IOException {
        var blocks = blocks();
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(5);
        for (var block : blocks) {
            assertThat(withoutIndent(Files.readString(block.from())))
                    .as("%s on %s", block.from(), PAGE)
                    .contains(withoutIndent(block.text()));
        }
    }

    @Test
    void everyExampleIsOnThePage() throws IOException {
        var page = Files.readString(PAGE);
        for (var folder : List.of("src/test/java/ai/llmd/wva/examples", "src/test/resources/examples")) {
            try (var files = Files.list(Path.of(folder))) {
                assertThat(files.filter(file -> !file.endsWith("ExtendingPageTest.java")))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(page).contains("(../" + file + ")"));
            }
        }
    }

    private static List<Block> blocks() throws IOException {
        var blocks = new ArrayList<Block>();
        var from = PAGE;
        List<String> block = null;
        for (var line : Files.readAllLines(PAGE)) {
            if (line.startsWith(FENCE) && block == null) {
                block = new ArrayList<>();
            } else if (line.startsWith(FENCE)) {
                blocks.add(new Block(from, String.join("\n", block)));
                block = null;
            } else if (block != null) {
                block.add(line);
            } else {
                var linked = LINKED.matcher(line);
                while (linked.find()) {
                    from = Path.of(linked.group(1));
                }
            }
        }
        return blocks;
    }

    /** A block begins at the left, however deep it is in its file. */
    private static String withoutIndent(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
