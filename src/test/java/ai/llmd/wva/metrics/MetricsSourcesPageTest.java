package ai.llmd.wva.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/metrics-sources.md names what {@link EngineNames} reads, no more and no less. */
class MetricsSourcesPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("wva.basedir", ".")).resolve("docs/metrics-sources.md");
    private static final String PREFIX = "vllm:";
    private static final Pattern NAME = Pattern.compile("`([a-z_:]+)`");

    private final EngineNames names = new EngineNames(PREFIX);

    @Test
    void everyMetricThatIsReadIsInTheTable() throws IOException {
        var table = table();
        var all = new TreeSet<>(names.flows());
        all.addAll(names.means());
        var read = new TreeSet<>(all);
        read.removeIf(name -> isWithoutPrefix(name, all) || isHistogram(name, all));
        assertThat(read).isNotEmpty().allSatisfy(name -> assertThat(table).containsAnyOf(name, histogram(name)));
    }

    @Test
    void everyMetricInTheTableIsRead() throws IOException {
        assertThat(table())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Stream.of(name, name + "_sum", name + "_count")
                                .anyMatch(one -> !names.usesOf(one).isEmpty()))
                        .as(name)
                        .isTrue());
    }

    /** The page says once that vLLM's names are read without a prefix too. */
    private static boolean isWithoutPrefix(String name, Set<String> read) {
        return read.contains(PREFIX + name);
    }

    /** One that stands for its sum and count where it is stored as one series. */
    private static boolean isHistogram(String name, Set<String> read) {
        return read.contains(name + "_sum") || read.contains(name + "_count");
    }

    private static String histogram(String name) {
        return name.replaceAll("_(sum|count)$", "");
    }

    /** The names in the cells of the table of signals, its header aside. */
    private static Set<String> table() throws IOException {
        var found = new TreeSet<String>();
        var inTable = false;
        for (var line : Files.readAllLines(PAGE)) {
            inTable = line.startsWith("| signal |") || (inTable && line.startsWith("|"));
            if (inTable && !line.startsWith("| signal |")) {
                NAME.matcher(line).results().forEach(match -> found.add(match.group(1)));
            }
        }
        return found;
    }
}
