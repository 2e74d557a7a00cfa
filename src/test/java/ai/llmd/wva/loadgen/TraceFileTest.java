package ai.llmd.wva.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceFileTest {
    private static final String HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens";

    @Test
    void rowsBecomeRequestsAtTheirDistanceFromTheFirst() {
        var arrivals =
                parse(List.of(HEADER, "2023-11-16 18:15:46.6805900,374,44", "2023-11-16 18:15:50.9951690,396,109"), 1);

        assertThat(arrivals.get(0)).isEqualTo(new Arrival(0, new ChatShape(374 * 4, OptionalInt.of(44), true)));
        assertThat(arrivals.get(1).atMillis()).isCloseTo(4314.579, within(1e-6));
        assertThat(arrivals.get(1).shape()).isEqualTo(new ChatShape(396 * 4, OptionalInt.of(109), true));
    }

    @Test
    void aSpeedupPressesTheDistances() {
        var arrivals = parse(List.of(HEADER, "2023-11-16 18:00:00,1,1", "2023-11-16 18:01:00,1,1"), 20);

        assertThat(arrivals.get(1).atMillis()).isEqualTo(3000);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-10 00:00:00.009930+00:00",
        "2024-05-10T00:00:00Z",
        "2024-05-10T00:00:00.5",
        "2024-05-10 23:59:59",
    })
    void timesOfEitherYearsTracesAreRead(String timestamp) {
        assertThat(parse(List.of(HEADER, timestamp + ",10,20"), 1)).hasSize(1);
    }

    @Test
    void rowsWithoutTokensStillAskForOne() {
        var arrivals = parse(List.of(HEADER, "2023-11-16 18:00:00,0,0", ""), 1);

        assertThat(arrivals).containsExactly(new Arrival(0, new ChatShape(4, OptionalInt.of(1), true)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time,in,out|line 1: must be TIMESTAMP",
                "TIMESTAMP,ContextTokens,GeneratedTokens|no rows",
                "TIMESTAMP,ContextTokens,GeneratedTokens;yesterday,1,2|line 2: 'yesterday' is not a time",
                "TIMESTAMP,ContextTokens,GeneratedTokens;2023-11-16 18:00:00,1|line 2: has 2 fields",
                "TIMESTAMP,ContextTokens,GeneratedTokens;2023-11-16 18:00:00,x,2|line 2: 'x' is not a number",
                "TIMESTAMP,ContextTokens,GeneratedTokens;2023-11-16 18:00:00,1,-2|line 2: '-2' is not a number",
                "TIMESTAMP,ContextTokens,GeneratedTokens;2023-11-16 18:00:01,1,2;2023-11-16 18:00:00,1,2|line 3: is"
                        + " earlier",
                "0,1,2;soon,1,2|line 2: 'soon' is not a number of seconds",
            })
    void theWrongLineIsNamed(String lines, String message) {
        assertThatThrownBy(() -> parse(List.of(lines.split(";", -1)), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void plainSecondsCountFromTheStart() {
        assertThat(parse(List.of("seconds,inputTokens,outputTokens", "1.5,10,20"), 1))
                .containsExactly(new Arrival(1500, new ChatShape(40, OptionalInt.of(20), true)));
        assertThat(parse(List.of("1.5,10,20", "1.5,10,20"), 1)).hasSize(2);
    }

    @Test
    void aFileIsRead(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("trace.csv"), HEADER + "\r\n2023-11-16 18:00:00,5,6\r\n");

        assertThat(TraceFile.read(file, 1)).hasSize(1);
    }

    private static List<Arrival> parse(List<String> lines, double speedup) {
        try {
            return TraceFile.read(new BufferedReader(new StringReader(String.join("\n", lines))), speedup);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
