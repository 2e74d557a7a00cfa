package ai.llmd.wva.simulation.workload.input;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.simulation.workload.RequestStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workloads that replay a trace. */
class TraceReaderTest {
    private static final String HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens\n";

    @TempDir
    private Path folder;

    @Test
    void aTraceBesideTheFileIsReplayed() throws IOException {
        trace("\uFEFF" + HEADER + "2023-11-16 18:15:46.0,374,44\n2023-11-16 18:15:50.0,396,109\n");
        var workload = ((WorkloadReader.Ok) read("{file: t.csv, speedup: 2}")).workload();
        var requests = RequestStream.of(workload, 1);

        assertThat(workload.durationSeconds()).isEqualTo(3);
        assertThat(requests.next()).satisfies(request -> {
            assertThat(request.atMillis()).isZero();
            assertThat(request.inputTokens()).isEqualTo(374);
        });
        assertThat(requests.next().atMillis()).isEqualTo(2000);
        assertThat(requests).isExhausted();
    }

    @Test
    void theSameTraceReadTwiceIsTheSameWorkload() throws IOException {
        trace("0,5,5\n1,6,7\n");
        var once = read("{file: t.csv}");

        assertThat(read("{file: t.csv}")).isEqualTo(once).hasSameHashCodeAs(once);
        for (var other : List.of("0,5,5\n2,6,7\n", "0,5,5\n1,5,7\n", "0,5,5\n1,6,6\n", "0,5,5\n")) {
            trace(other);
            assertThat(read("{file: t.csv}")).isNotEqualTo(once);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,5,5;2,5,5;1,5,5|t.csv:3: is earlier than the line before it",
                "0,5,5;soon,5,5|t.csv:2: 'soon' is not a number of seconds",
                "seconds,inputTokens,outputTokens|t.csv:1: there are no rows after the header",
                "''|t.csv:1: must be TIMESTAMP,ContextTokens,GeneratedTokens",
                "0,5,5;1,200000,5|t.csv:2: its tokens add up to 200005, more than maxSequenceTokens: 32768",
                "0,5,5;1,-200000,5|t.csv:2: '-200000' is not a number of tokens",
            })
    void whatIsWrongWithATraceIsToldWithFileAndLine(String rows, String error) throws IOException {
        trace(rows.replace(';', '\n'));
        var problems = ((WorkloadReader.Faulty) read("{file: t.csv}")).problems();

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(ProblemText.full(problem))
                        .startsWith(folder.resolve(error.substring(0, 5)) + error.substring(5)));
    }

    @Test
    void whatStandsBesideATraceIsRefused() throws IOException {
        trace("0,1,1");
        var problems = ((WorkloadReader.Faulty) read("{file: t.csv, speedup: 0}\n  arrivals: poisson")).problems();

        assertThat(problems.stream().map(ProblemText::full))
                .containsExactly(
                        folder.resolve("w.yaml") + ":3: arrivals stands beside trace, which says it all",
                        folder.resolve("w.yaml") + ":2: speedup must be above 0: 0");
    }

    @Test
    void aMillionRowsAreRead() throws IOException {
        var text = new StringBuilder("seconds,inputTokens,outputTokens\n");
        for (int i = 0; i < 1_000_000; i++) {
            text.append(i / 100.0).append(",1155,211\n");
        }
        trace(text.toString());
        var workload = ((WorkloadReader.Ok) read("{file: t.csv}")).workload();
        var requests = RequestStream.of(workload, 1);
        int count = 0;
        for (; requests.hasNext(); count++) {
            requests.next();
        }

        assertThat(count).isEqualTo(1_000_000);
        assertThat(workload.durationSeconds()).isEqualTo(10_000);
        assertThat(workload.ratePerSecondAt(0, 5000)).isEqualTo(100);
    }

    private void trace(String text) throws IOException {
        Files.writeString(folder.resolve("t.csv"), text);
    }

    private WorkloadReader.Result read(String trace) throws IOException {
        var file = Files.writeString(folder.resolve("w.yaml"), "models:\n- trace: " + trace + "\n");
        return new WorkloadFiles(Optional.empty()).read(file.toString());
    }
}
