package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void sttySaysRowsThenColumns() {
        assertThat(Terminal.columns("30 132\n")).isEqualTo(OptionalInt.of(132));
    }

    @Test
    void whatSttyDoesNotKnowIsUnknown() {
        assertThat(Terminal.columns("0 0\n")).isEmpty();
        assertThat(Terminal.columns("")).isEmpty();
        assertThat(Terminal.columns("stty: standard input: Inappropriate ioctl for device"))
                .isEmpty();
    }

    @Test
    void isEightyColumnsWideBeforeItIsLookedAt() {
        assertThat(new Terminal().columns()).isEqualTo(80);
    }
}
