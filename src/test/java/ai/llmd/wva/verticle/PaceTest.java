package ai.llmd.wva.verticle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void aRealClockIsThatOfTimers() {
        assertThat(Pace.REAL.timerMillis(Duration.ofSeconds(60))).isEqualTo(60_000);
    }

    @Test
    void aFasterClockWantsEarlierTimers() {
        assertThat(new Pace(20).timerMillis(Duration.ofSeconds(60))).isEqualTo(3_000);
        assertThat(new Pace(0.5).timerMillis(Duration.ofSeconds(1))).isEqualTo(2_000);
        assertThat(new Pace(1e6).timerMillis(Duration.ofSeconds(1))).isEqualTo(1);
    }

    @Test
    void aClockThatStandsHasNoPace() {
        for (var times : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Pace(times)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
