package ai.llmd.wva.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    private final Table table = new Table(
            List.of(new Table.Column("NAME", false), new Table.Column("N", true), new Table.Column("WHY", false)));

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        table.add(List.of("a", "1000", ""), UnaryOperator.identity());
        table.add(List.of("longer", "1", "so"), UnaryOperator.identity());

        assertThat(table.lines(UnaryOperator.identity()))
                .containsExactly(
                        "NAME       N  WHY", //
                        "a       1000",
                        "longer     1  so");
    }

    @Test
    void looksDoNotCountAsWidth() {
        table.add(List.of("a", "1", "b"), Style.COLOURED::alarm);

        assertThat(table.lines(Style.COLOURED::strong))
                .containsExactly("\u001b[1mNAME  N  WHY\u001b[0m", "\u001b[31ma     1  b\u001b[0m");
    }

    @Test
    void aRowHasAsManyCellsAsThereAreColumns() {
        assertThatThrownBy(() -> table.add(List.of("a"), UnaryOperator.identity()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row has 3 cells, not 1");
    }

    @ParameterizedTest
    @CsvSource({
        "92, 92",
        "22.5, 22.5",
        "21.19085, 21.19",
        "138.00000000001, 138",
        "100, 100",
        "0, 0",
        "0.004, 0",
        "1e12, 1000000000000"
    })
    void numbersHaveNoMoreDecimalsThanTheyNeed(double value, String text) {
        assertThat(Text.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1, 1 server", "2, 2 servers", "0, 0 servers"})
    void oneIsSingular(int count, String text) {
        assertThat(Text.counted(count, "server")).isEqualTo(text);
    }
}
