package ai.llmd.wva.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {
    private static final List<String> KNOWN = List.of("rateWindow", "poolSize", "port", "host");

    @ParameterizedTest
    @CsvSource({
        "ratewindow, rateWindow",
        "rateWindows, rateWindow",
        "rtWindow, rateWindow",
        "poolSiez, poolSize",
        "pot, port",
        "PORT, port",
        "hosts, host",
    })
    void findsTheNameThatWasMeant(String typed, String meant) {
        assertThat(Spelling.nearest(typed, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "window", "size", "zebra", "x", "portal"})
    void guessesNothingWhenNothingIsNear(String typed) {
        assertThat(Spelling.nearest(typed, KNOWN)).isEmpty();
    }

    @Test
    void takesTheNearestAndThenTheFirstByName() {
        assertThat(Spelling.nearest("abcdef", List.of("abcdxy", "abcdex"))).contains("abcdex");
        assertThat(Spelling.nearest("abcdef", List.of("abcdez", "abcdex"))).contains("abcdex");
        assertThat(Spelling.nearest("abc", List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LOG_LEVLE, false", "LOG_LEVE, true", "WVA_SCALE_TO_ZER, true", "WVA_SCALE_TO_ONE, false"})
    void aCloseNameIsNearerThanANearOne(String typed, boolean close) {
        assertThat(Spelling.close(typed, List.of("LOG_LEVEL", "WVA_SCALE_TO_ZERO"))
                        .isPresent())
                .isEqualTo(close);
    }
}
