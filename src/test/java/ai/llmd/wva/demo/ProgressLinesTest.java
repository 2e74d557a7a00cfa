package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private final ProgressLines lines = new ProgressLines();

    @Test
    void showsWhatIsMeasuredAndWanted() {
        assertThat(lines.line(12.4, 40, 1, Optional.of(Latests.sized(0.66, 2))))
                .isEqualTo("   12s       40      39.6    21.50    85.13     1 > 2    0.80  no load: minReplicas 2");
    }

    @Test
    void aReasonIsToldWhenSomethingChanged() {
        assertThat(lines.line(1, 40, 1, Optional.of(Latests.sized(0.66, 2)))).endsWith("no load: minReplicas 2");
        assertThat(lines.line(2, 40, 2, Optional.of(Latests.sized(0.67, 2)))).doesNotContain("no load: minReplicas 2");
        assertThat(lines.line(3, 40, 2, Optional.of(Latests.held(2))))
                .endsWith("held: too old; last good decision held: 2");
        assertThat(lines.line(4, 40, 2, Optional.of(Latests.sized(0.67, 2)))).endsWith("no load: minReplicas 2");
    }

    @Test
    void whatIsUnknownIsADash() {
        assertThat(lines.line(5, 12.5, 1, Optional.empty()))
                .isEqualTo("    5s     12.5         -        -        -     1 > -       -  no decision yet");
    }

    @Test
    void theHeaderStandsOverTheColumns() {
        var line = lines.line(12.4, 40, 1, Optional.of(Latests.sized(0.66, 2)));
        for (var row : ProgressLines.header().lines().toList()) {
            assertThat(row.length()).isGreaterThan(line.indexOf("0.80"));
        }
        assertThat(ProgressLines.header().lines().findFirst().orElseThrow().indexOf("why"))
                .isEqualTo(line.indexOf("no load: minReplicas 2"));
    }
}
