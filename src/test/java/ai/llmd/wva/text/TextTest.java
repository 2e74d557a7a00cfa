package ai.llmd.wva.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    /** The first three are a little less than they are written; the others are exact, and go to the even digit. */
    @ParameterizedTest
    @CsvSource({"1.015, 2, 1.01", "1.035, 2, 1.03", "1.075, 2, 1.07", "0.125, 2, 0.12", "0.375, 2, 0.38"})
    void aNumberIsRoundedByItsExactValueNotByHowItIsWritten(double value, int decimals, double rounded) {
        assertThat(Text.rounded(value, decimals)).isEqualTo(rounded);
    }

    @Test
    void whatIsNotKnownIsNoNumber() {
        assertThat(Text.wholeOrNone(249.6)).isEqualTo("250");
        assertThat(Text.wholeOrNone(Double.NaN)).isEqualTo("-");
        assertThat(Text.dollars(1234.5)).isEqualTo("12.35");
    }

    @Test
    void aWholeNumberHasNoDecimals() {
        assertThat(Text.rounded(3.0000001, 3)).isEqualTo(3L);
    }
}
