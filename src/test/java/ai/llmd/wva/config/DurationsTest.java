package ai.llmd.wva.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "60s, PT60S",
        "1m30s, PT1M30S",
        "500ms, PT0.5S",
        "1.5h, PT1H30M",
        ".5s, PT0.5S",
        "1.s, PT1S",
        "2h45m10.25s, PT2H45M10.25S",
        "100us, PT0.0001S",
        "100µs, PT0.0001S",
        "100μs, PT0.0001S",
        "7ns, PT0.000000007S",
        "1ns0.9ns, PT0.000000001S",
        "0, PT0S",
        "0s, PT0S",
        "-0, PT0S",
        "-1m30s, PT-1M-30S",
        "+10s, PT10S",
        "' 10s ', PT10S",
        "9223372036854775807ns, PT9223372036.854775807S",
    })
    void readsWhatGoReads(String text, Duration expected) {
        assertThat(Durations.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "5",
                "60",
                "5x",
                "s",
                ".s",
                "-",
                "+",
                "1m 30s",
                "1m30",
                "m30s",
                "--1s",
                "1,5s",
                "1e3s",
                "1d",
                "PT60S",
                "1S",
                "1s!",
                "9223372036854775808ns",
                "300000000h",
                "\u0661s",
                "1..5s",
                "0000000000000000000000000000000000000000000000000000000000000001s"
            })
    void refusesWhatGoRefuses(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT60S, 1m",
        "PT1M30S, 1m30s",
        "PT0.5S, 500ms",
        "PT0S, 0s",
        "PT36H, 36h",
        "PT1H0.001002003S, 1h1ms2us3ns",
        "PT-1.5S, -1s500ms",
    })
    void writesTheShortestForm(Duration duration, String expected) {
        assertThat(Durations.format(duration)).isEqualTo(expected);
        assertThat(Durations.parse(expected)).contains(duration);
    }
}
