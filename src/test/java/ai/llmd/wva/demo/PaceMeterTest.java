package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PaceMeterTest {
    private final PaceMeter meter = new PaceMeter(20);

    @Test
    void isTrustedBeforeItHasMeasured() {
        meter.note(100, 10);

        assertThat(meter.isBehind()).isFalse();
        assertThat(meter.recent()).isEqualTo(20);
    }

    @Test
    void tellsHowFastItReallyGoesLatelyAndOverAll() {
        meter.note(5_000, 100_000);
        assertThat(meter.isBehind()).isFalse();

        meter.note(10_000, 150_000);
        assertThat(meter.recent()).isEqualTo(10, within(1e-9));
        assertThat(meter.overall()).isEqualTo(15, within(1e-9));
        assertThat(meter.isBehind()).isTrue();
    }

    @Test
    void aPauseOfAMomentIsNotWorthAWord() {
        meter.note(5_000, 96_000);

        assertThat(meter.isBehind()).isFalse();
    }
}
