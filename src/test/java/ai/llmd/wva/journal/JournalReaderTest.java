package ai.llmd.wva.journal;

import static ai.llmd.wva.journal.Journals.observations;
import static ai.llmd.wva.journal.Journals.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.model.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalReaderTest {
    private final List<String> notes = new ArrayList<>();

    private static String journal() throws Exception {
        return Journals.text(PolicyKind.WVA, observations(2));
    }

    @Test
    void aCutLastLineIsSkippedWithANoteWhereverItIsCut() throws Exception {
        var text = journal();
        int last = text.lastIndexOf('\n', text.length() - 2) + 1;
        for (int cut = last + 1; cut < text.length() - 1; cut += 97) {
            notes.clear();
            assertThat(read(text.substring(0, cut), notes)).hasSize(4);
            assertThat(notes)
                    .containsExactly("journal, line 5: is incomplete because the writer stopped there: skipped");
        }
        notes.clear();
        assertThat(read(text.substring(0, text.length() - 1), notes)).hasSize(5);
        assertThat(notes).isEmpty();
    }

    @Test
    void aCutLineBeforeTheNextStartIsSkippedToo() throws Exception {
        var text = journal();
        assertThat(read(text.substring(0, text.length() - 20) + "\n" + text, notes))
                .hasSize(9);
        assertThat(notes).containsExactly("journal, line 5: is incomplete because the writer stopped there: skipped");
    }

    @Test
    void aCorruptLineIsAnErrorWithItsNumber() throws Exception {
        var lines = journal().split("\n", -1);
        lines[3] = lines[3].substring(0, 40);
        assertThatThrownBy(() -> read(String.join("\n", lines), notes))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("journal, line 4: is not a line of a journal: ");
    }

    @Test
    void aCorruptLastLineThatIsNotCutIsAnError() throws Exception {
        var text = journal() + "{\"journal\":\"cycle\"}\n";
        assertThatThrownBy(() -> read(text, notes))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("journal, line 6: is not a line of a journal: ");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"generation\":1', '\"generation\":\"x\"'",
        "'\"generation\":1,', ''",
        "'\"generation\":1', '\"generation\":1,\"unheard\":2'",
        "'\"interval\":\"PT1M\"', '\"interval\":\"PT0S\"'"
    })
    void aValueThatIsWrongMissingOrUnknownIsAnErrorAndNeverZero(String good, String bad) throws Exception {
        var text = journal();
        assertThat(text).contains(good);
        assertThatThrownBy(() -> read(text.replaceFirst(good, bad), notes))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("journal, line 2: is not a line of a journal: ");
    }

    @Test
    void aLineOfAnotherVersionSaysWhichOneReadsIt() throws Exception {
        var text = journal().replaceFirst("\"generation\":1", "\"generations\":1");
        assertThatThrownBy(() -> read(text, notes))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("journal, line 2: is not a line of a journal: ")
                .hasMessageEndingWith("; unless it was changed, wva 1.2.3, which wrote it, can replay it");
    }

    @Test
    void aNewerFormatIsNamedBeforeAnythingElseIsReadOfIt() throws Exception {
        var text = journal() + "{\"journal\":\"start\",\"format\":2,\"wva\":\"9.9\",\"policy\":\"from the future\"}\n";
        assertThatThrownBy(() -> read(text, notes))
                .isInstanceOf(JournalException.class)
                .hasMessage("journal, line 6: has the format 2 of wva 9.9, and this version reads formats up to 1:"
                        + " replay it with a version at least as new");
    }

    @Test
    void whatComesBeforeTheFirstStartIsSkippedWithANote() throws Exception {
        var text = journal();
        var part = text.substring(text.indexOf('\n') + 1);
        assertThat(read(part + text, notes)).hasSize(5);
        assertThat(notes).containsExactly("journal: 4 lines before the first start are skipped");
    }

    @Test
    void whatIsNoJournalIsAnError() {
        assertThatThrownBy(() -> read("apiVersion: v1\nkind: Pod\n", notes))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("journal, line 1: is not a line of a journal: ");
    }
}
