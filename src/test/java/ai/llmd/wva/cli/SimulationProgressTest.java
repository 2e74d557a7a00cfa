package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.matrix.MatrixProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SimulationProgressTest {
    private final StringWriter text = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();

    private SimulationProgress progress(boolean terminal) {
        return new SimulationProgress(new StatusLine(new PrintWriter(text), terminal), nanos::get);
    }

    @Test
    void theBarSaysHowFarItIsAndHowLongItTakes() {
        var progress = progress(true);
        nanos.set(30_000_000_000L);

        progress.show(new MatrixProgress(10, 40, "ramp", "wva", 3));

        assertThat(text)
                .hasToString("\r\033[K[#######                       ] 10 of 40, 90 s left  " + "wva on ramp, seed 3");
    }

    @Test
    void elsewhereThanOnATerminalALineComesEveryTenSeconds() {
        var progress = progress(false);
        for (int second = 1; second <= 25; second++) {
            nanos.set(second * 1_000_000_000L);
            progress.show(new MatrixProgress(second, 100, "ramp", "wva", 1));
        }

        assertThat(text.toString().lines()).hasSize(2).first().asString().contains("10 of 100, 90 s left");
    }
}
