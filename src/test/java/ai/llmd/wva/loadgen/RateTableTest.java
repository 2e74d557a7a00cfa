package ai.llmd.wva.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTableTest {
    @Test
    void rowsBecomePhases() {
        var table = RateTable.parse("[[1200, 40], [0.5, 7.5]]");

        assertThat(table.phases()).containsExactly(new RateTable.Phase(1200, 40), new RateTable.Phase(0.5, 7.5));
        assertThat(table.durationMillis()).isEqualTo(1_200_500);
        assertThat(table.requests()).isEqualTo(800.0625);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "hello|not of the form",
                "{\"a\":1}|not of the form",
                "[]|at least one",
                "[5]|'5' is not a pair",
                "[[1]]|is not a pair",
                "[[1,2,3]]|is not a pair",
                "[[\"1\",2]]|is not a pair",
                "[[0,2]]|longer than 0 seconds",
                "[[-1,2]]|longer than 0 seconds",
                "[[1,-2]]|0 to 60000000 a minute",
                "[[10,1e9]]|0 to 60000000 a minute (a million a second), not 1.0E9",
                "[[1e99,4]]|no longer than 31622400 (a year), not 1.0E99",
            })
    void whatIsNoTableIsExplained(String text, String message) {
        assertThatThrownBy(() -> RateTable.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theTableIsACopy() {
        var phases = new ArrayList<>(List.of(new RateTable.Phase(1, 1)));
        var table = new RateTable(phases);

        phases.clear();

        assertThat(table.phases()).hasSize(1);
    }
}
