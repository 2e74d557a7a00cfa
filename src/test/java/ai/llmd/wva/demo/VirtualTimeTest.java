package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private static final long START = 5_000_000_000L;

    private static long after(long millis) {
        return START + millis * 1_000_000;
    }

    @Test
    void goesSoManyTimesAsFast() {
        var time = new VirtualTime(20, START);

        assertThat(time.step(after(50))).isEqualTo(1_000, within(1e-6));
        assertThat(time.step(after(70))).isEqualTo(1_400, within(1e-6));
        assertThat(time.realMillis()).isEqualTo(70, within(1e-6));
    }

    @Test
    void aStepThatComesLateLosesTimeAndDoesNotJump() {
        var time = new VirtualTime(10, START);
        time.step(after(100));

        assertThat(time.step(after(5_100))).isEqualTo(1_000 + 10 * 200, within(1e-6));
        assertThat(time.step(after(5_200))).isEqualTo(3_000 + 10 * 100, within(1e-6));
        assertThat(time.realMillis()).isEqualTo(5_200, within(1e-6));
    }
}
