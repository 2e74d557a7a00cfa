package ai.llmd.wva.verticle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClockPaceTest {
    @Test
    void aRealClockIsThatOfTimers() {
        assertThat(ClockPace.REAL.timerMillis(Duration.ofSeconds(60))).isEqualTo(60_000);
    }

    @Test
    void aFasterClockWantsEarlierTimers() {
        assertThat(new ClockPace(20).timerMillis(Duration.ofSeconds(60))).isEqualTo(3_000);
        assertThat(new ClockPace(0.5).timerMillis(Duration.ofSeconds(1))).isEqualTo(2_000);
        assertThat(new ClockPace(1e6).timerMillis(Duration.ofSeconds(1))).isEqualTo(1);
    }

    @Test
    void aClockThatStandsHasNoPace() {
        for (var times : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new ClockPace(times)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
