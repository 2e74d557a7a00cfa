package ai.llmd.wva;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the files of the repository as such: their lines, their sentences, and the files that they name. */
class RepositoryTest {
    private static final int COLUMNS = 120;

    /** A row of a table of cases, which is easier to read whole: text and cells, nothing else. */
    private static final Pattern ROW_OF_CASES = Pattern.compile("\\s*\".*(\\||', ').*\",?");

    private static final Pattern NAMED_FILE =
            Pattern.compile("(?<![\\w./-])(?:docs|conf|deploy|src|\\.mvn)/[\\w./-]*\\.[a-z]+\\b");

    /** A name without an ending is a script's. */
    private static final Pattern TEXT_FILE =
            Pattern.compile("[^.]+|.*\\.(java|md|ya?ml|json|xml|html|js|css|tpl|editorconfig)");

    private static final Pattern UNLIKE_EDITORCONFIG = Pattern.compile("[\\t\\r]|[ \\t]\\n");

    private static final Pattern TEST_METHOD =
            Pattern.compile("\\n    @(?:Test|[A-Z]\\w*Test)\\b(?:(?!\\n    \\})[\\s\\S])*?\\bvoid (\\w+)\\(");

    /** A sentence in camelCase has at least two words. */
    private static final Pattern SENTENCE = Pattern.compile("(?!test(?![a-z]))[a-z]+[A-Z0-9][A-Za-z0-9]*");

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(#[^)]*)?\\)");

    @Test
    void linesOfCodeFitInto120Columns() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var file : files("src", ".java")) {
            var lines = Files.readAllLines(file);
            var inTextBlock = false;
            for (int i = 0; i < lines.size(); i++) {
                var line = lines.get(i);
                var quotes = line.split("\"\"\"", -1).length - 1;
                if (line.length() > COLUMNS
                        && !inTextBlock
                        && !ROW_OF_CASES.matcher(line).matches()) {
                    tooLong.add(file + ":" + (i + 1));
                }
                inTextBlock ^= quotes % 2 == 1;
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void commentsOfScriptsAndManifestsFitInto120Columns() throws IOException {
        var files = new ArrayList<>(List.of(Path.of("Dockerfile")));
        files.addAll(files(".ci", ""));
        files.addAll(files("deploy", ".yaml"));
        files.addAll(files(".github", ".yml"));
        var tooLong = new ArrayList<String>();
        for (var file : files) {
            var lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).strip().startsWith("#") && lines.get(i).length() > COLUMNS) {
                    tooLong.add(file + ":" + (i + 1));
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void filesAreAsEditorconfigHasEditorsWriteThem() throws IOException {
        var files = new ArrayList<Path>();
        for (var folder : List.of("src", "docs", "deploy", "conf", ".ci", ".github", ".mvn")) {
            files.addAll(files(folder, ""));
        }
        files.addAll(
                List.of(Path.of("README.md"), Path.of("pom.xml"), Path.of("Dockerfile"), Path.of(".editorconfig")));
        var other = new ArrayList<String>();
        for (var file : files) {
            if (TEXT_FILE.matcher(file.getFileName().toString()).matches()) {
                var text = Files.readString(file);
                if (UNLIKE_EDITORCONFIG.matcher(text).find() || (!text.isEmpty() && !text.endsWith("\n"))) {
                    other.add(file.toString());
                }
            }
        }
        assertThat(other)
                .as("tabs, CR, blanks at the end of a line, no newline at the end")
                .isEmpty();
    }

    @Test
    void proseFitsInto120Columns() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var file : pages()) {
            for (var line : MarkdownLine.proseOf(file)) {
                if (line.text().length() > COLUMNS) {
                    tooLong.add(line.place());
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void aLineOfProseHoldsOneSentence() throws IOException {
        var several = new ArrayList<String>();
        for (var file : pages()) {
            for (var line : MarkdownLine.proseOf(file)) {
                if (line.hasSeveralSentences()) {
                    several.add(line.place() + ": " + line.text());
                }
            }
        }
        assertThat(several).isEmpty();
    }

    @Test
    void everyFileThatCodeAndPagesNameIsThere() throws IOException {
        var files = new ArrayList<>(pages());
        files.addAll(files("src", ".java"));
        files.addAll(files("deploy", ".yaml"));
        files.addAll(files(".ci", ""));
        var missing = new ArrayList<String>();
        for (var file : files) {
            NAMED_FILE
                    .matcher(Files.readString(file))
                    .results()
                    .map(named -> named.group())
                    .filter(named -> !Files.exists(Path.of(named)))
                    .forEach(named -> missing.add(file + " names " + named));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyLinkBetweenPagesLeadsSomewhere() throws IOException {
        var broken = new ArrayList<String>();
        for (var page : pages()) {
            for (var link : LINK.matcher(Files.readString(page)).results().toList()) {
                var folder = page.toAbsolutePath().getParent();
                var target = link.group(1).isEmpty() ? page.toAbsolutePath() : folder.resolve(link.group(1));
                if (!Files.exists(target)
                        || (link.group(2) != null && !anchors(target).contains(link.group(2)))) {
                    broken.add(page + ": " + link.group());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        var silent = files("src/main/java", ".java").stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .toList();
        assertThat(silent).isEmpty();
    }

    @Test
    void testsAreNamedBySentences() throws IOException {
        int tests = 0;
        var others = new ArrayList<String>();
        for (var file : files("src/test/java", ".java")) {
            for (var test :
                    TEST_METHOD.matcher(Files.readString(file)).results().toList()) {
                tests++;
                if (!SENTENCE.matcher(test.group(1)).matches()) {
                    others.add(file + ": " + test.group(1));
                }
            }
        }
        assertThat(tests).isPositive();
        assertThat(others).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        var pages = new ArrayList<>(List.of(Path.of("README.md")));
        pages.addAll(files("docs", ".md"));
        pages.addAll(files(".github", ".md"));
        return pages;
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            return all.filter(
                            path -> Files.isRegularFile(path) && path.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** As GitHub makes them from headings. */
    private static List<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading ->
                        "#" + heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }
}
