package ai.llmd.wva.journal;

import static ai.llmd.wva.journal.Journals.observations;
import static ai.llmd.wva.journal.Journals.planned;
import static ai.llmd.wva.journal.Journals.read;
import static ai.llmd.wva.journal.Journals.replay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.journal.JournalLine.Cycle;
import ai.llmd.wva.journal.JournalLine.Start;
import ai.llmd.wva.model.PolicyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatedFileTest {
    private static final long LARGE = 1 << 20;
    /** A start and a cycle or two of the fleet of these tests. */
    private static final long SMALL = 30_000;

    @TempDir
    Path folder;

    private void write(long maxBytes, int files, int cycles) throws IOException {
        Journals.write(
                new RotatedFile(file(), maxBytes, files),
                PolicyKind.WVA,
                planned(PolicyKind.WVA, observations(cycles)));
    }

    private Path file() {
        return folder.resolve("wva.jsonl");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static List<Long> cycles(List<JournalLine> lines) {
        return lines.stream()
                .filter(Cycle.class::isInstance)
                .map(line -> ((Cycle) line).cycle())
                .toList();
    }

    @Test
    void aFullFileIsPackedAndPutAsideAndTheOldestGoes() throws Exception {
        write(SMALL, 3, 12);

        assertThat(names()).containsExactly("wva.jsonl", "wva.jsonl.1.gz", "wva.jsonl.2.gz");
        assertThat(Files.size(file())).isLessThanOrEqualTo(SMALL);
        var all = new ArrayList<JournalLine>();
        for (var name : List.of("wva.jsonl.2.gz", "wva.jsonl.1.gz", "wva.jsonl")) {
            var lines = read(folder.resolve(name));
            // each can be read alone
            assertThat(replay(lines).same()).as(name).isTrue();
            all.addAll(lines);
        }
        assertThat(replay(all).same()).isTrue();
        var kept = cycles(all);
        assertThat(kept).hasSizeBetween(3, 11).last().isEqualTo(12L);
        for (int i = 1; i < kept.size(); i++) {
            assertThat(kept.get(i)).isEqualTo(kept.get(i - 1) + 1);
        }
    }

    @Test
    void ofOneFileOnlyTheNewestPartIsKept() throws Exception {
        write(SMALL, 1, 12);

        assertThat(names()).containsExactly("wva.jsonl");
        assertThat(Files.size(file())).isLessThanOrEqualTo(SMALL);
        assertThat(cycles(read(file()))).last().isEqualTo(12L);
    }

    @Test
    void whereFewerFilesAreToBeKeptThanBeforeTheOthersGo() throws Exception {
        write(100, 6, 8);
        var others = List.of("wva.jsonl.0.gz", "wva.jsonl.20261129.gz", "wva.jsonl.5.gz.bak");
        for (var other : others) {
            Files.writeString(folder.resolve(other), "");
        }
        assertThat(names()).contains("wva.jsonl.5.gz");

        write(100, 3, 1);

        assertThat(names())
                .containsAll(others)
                .filteredOn(name -> !others.contains(name))
                .containsExactly("wva.jsonl", "wva.jsonl.1.gz", "wva.jsonl.2.gz");

        write(100, 1, 1);

        assertThat(names())
                .containsAll(others)
                .filteredOn(name -> !others.contains(name))
                .containsExactly("wva.jsonl");
    }

    @Test
    void aCycleThatIsLargerThanAFileGetsOneOfItsOwn() throws Exception {
        write(100, 3, 3);

        assertThat(cycles(read(folder.resolve("wva.jsonl.2.gz")))).containsExactly(1L);
        assertThat(cycles(read(file()))).containsExactly(3L);
    }

    @Test
    void theNextProcessContinuesTheFileWhereverTheLastOneDied() throws Exception {
        write(LARGE, 3, 2);
        var before = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(before, before.length - 10));

        write(LARGE, 3, 2);

        assertThat(names()).containsExactly("wva.jsonl");
        assertThat(cycles(read(file()))).containsExactly(1L, 1L, 2L);
        assertThat(replay(read(file())).same()).isTrue();
    }

    @Test
    void aFileThatIsFullAtTheStartIsPutAside() throws Exception {
        write(LARGE, 2, 2);
        Files.writeString(file(), " ".repeat(1000), StandardOpenOption.APPEND);

        write(1000, 2, 1);

        assertThat(names()).containsExactly("wva.jsonl", "wva.jsonl.1.gz");
        assertThat(read(file()).get(0)).isInstanceOf(Start.class);
    }

    @Test
    void missingFoldersAreMade() throws Exception {
        var deep = folder.resolve("a/b/wva.jsonl");
        Journals.write(
                new RotatedFile(deep, LARGE, 1), PolicyKind.ORIGINAL, planned(PolicyKind.ORIGINAL, observations(1)));
        assertThat(read(deep)).hasSize(4);
    }

    @Test
    void aFileThatCannotBeWrittenIsAnIoError() throws Exception {
        var taken = Files.writeString(folder.resolve("taken"), "");
        assertThatThrownBy(() -> Journals.write(
                        new RotatedFile(taken.resolve("wva.jsonl"), LARGE, 1),
                        PolicyKind.WVA,
                        planned(PolicyKind.WVA, observations(1))))
                .isInstanceOf(IOException.class);
    }
}
