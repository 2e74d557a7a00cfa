package ai.llmd.wva.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    private static double value(String text) {
        var padded = ("9" + text + "9").toCharArray();
        return Decimals.value(padded, 1, text.length());
    }

    private static long millis(String text) {
        var padded = ("9" + text + "9").toCharArray();
        return Decimals.millis(padded, 1, text.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "0.1",
                ".5",
                "7.",
                "0.3141592653589793",
                "123456789012345",
                "1234567890123456",
                "9007199254740993",
                "12345678.9012345",
                "0.000000000000001",
                "1e3",
                "-2.5",
                "1.7976931348623157e+308",
                "4.9e-324"
            })
    void aValueIsTheDoubleThatIsNearest(String text) {
        assertThat(value(text)).isEqualTo(Double.parseDouble(text));
    }

    @Test
    void soAreRandomValuesOfAnyLength() {
        var random = new SplittableRandom(20261128);
        for (var i = 0; i < 20_000; i++) {
            var text = new BigDecimal(random.nextLong(0, 1L << random.nextInt(1, 62)))
                    .movePointLeft(random.nextInt(0, 18))
                    .toPlainString();
            assertThat(value(text)).as(text).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @CsvSource({"+Inf,Infinity", "Inf,Infinity", "-Inf,-Infinity", "NaN,NaN"})
    void whatIsNoNumberIsReadAsGoPrintsIt(String text, Double expected) {
        assertThat((Double) value(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1700000000,1700000000000",
        "1700000000.5,1700000000500",
        "1700000000.25,1700000000250",
        "1700000000.125,1700000000125",
        "1700000000.1259,1700000000125",
        "0,0",
        "0.001,1",
        "-1.5,-1500",
        "1.7e9,1700000000000",
        "1700000000.1234567890,1700000000123"
    })
    void aTimeIsInWholeMilliseconds(String text, long expected) {
        assertThat(millis(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two", ".", "1.2.3", "1,5"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> value(text)).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> millis(text)).isInstanceOf(NumberFormatException.class);
    }
}
