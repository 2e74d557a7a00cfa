package ai.llmd.wva.page.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The files of the page: what they weigh, and that they name nothing that is not there or is of another host. */
class PageSizeTest {
    private static final Path FOLDER = Path.of("src/main/resources/page");
    private static final int LIMIT_BYTES = 150_000;
    private static final Pattern NAMED = Pattern.compile("(?:src|href)(?:=\"|: ')(assets/[^\"']+)|from '\\./([^']+)'");
    private static final Pattern FOREIGN = Pattern.compile("https?://(?!www\\.w3\\.org/)[\\w.-]+");

    @Test
    void allOfItTogetherIsSmallWhenCompressed() throws IOException {
        long sum = compressed(PageFiles.read("assets/uPlot.iife.min.js").orElseThrow());
        sum += compressed(PageFiles.read("assets/uPlot.min.css").orElseThrow());
        for (var file : files()) {
            sum += compressed(Files.readAllBytes(file));
        }
        assertThat(sum).isLessThan(LIMIT_BYTES);
    }

    @Test
    void everyFileThatAPageNamesIsThere() throws IOException {
        var missing = new ArrayList<String>();
        int named = 0;
        for (var file : files()) {
            var found = NAMED.matcher(Files.readString(file));
            while (found.find()) {
                named++;
                var path = found.group(1) != null ? found.group(1) : "assets/" + found.group(2);
                if (PageFiles.read(path).isEmpty()) {
                    missing.add(file + " names " + path);
                }
            }
        }
        assertThat(named).isGreaterThan(20);
        assertThat(missing).isEmpty();
    }

    @Test
    void nothingComesFromOtherHostsAndNoHtmlIsMadeOfText() throws IOException {
        for (var file : files()) {
            var text = Files.readString(file);
            assertThat(FOREIGN.matcher(text).find())
                    .as(file + " names another host")
                    .isFalse();
            assertThat(text)
                    .as(file.toString())
                    .doesNotContain("innerHTML", "insertAdjacentHTML", "eval(", " style=\"");
        }
    }

    @Test
    void linesFitInto120Columns() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var file : files()) {
            var lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > 120 && !file.toString().endsWith(".svg")) {
                    tooLong.add(file + ":" + (i + 1));
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    private static List<Path> files() throws IOException {
        try (var all = Files.walk(FOLDER)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static int compressed(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.size();
    }
}
