package ai.llmd.wva.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "300, 0.3s",
        "500, 0.5s",
        "1500, 1.5s",
        "70000, 70s",
        "119400, 119s",
        "120000, 2m",
        "250000, 4m10s"
    })
    void areWrittenAsPeopleDo(long millis, String text) {
        assertThat(DurationText.of(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
