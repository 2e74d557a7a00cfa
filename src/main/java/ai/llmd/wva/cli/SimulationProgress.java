package ai.llmd.wva.cli;

import static ai.llmd.wva.model.Units.NANOS_PER_SECOND;
import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import ai.llmd.wva.simulation.matrix.MatrixProgress;
import java.util.Locale;
import java.util.function.LongSupplier;

/** How far a simulation is, with a bar and the time that is left. */
final class SimulationProgress {
    private static final int WIDTH = 30;
    private static final double TERMINAL_SECONDS = 0.2;
    private static final double ELSEWHERE_SECONDS = 10;

    private final StatusLine line;
    private final LongSupplier nanos;
    private final long start;
    private double shownSeconds;

    SimulationProgress(StatusLine line, LongSupplier nanos) {
        this.line = line;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** Shows it, unless something was shown a moment ago. */
    void show(MatrixProgress progress) {
        double seconds = (nanos.getAsLong() - start) / NANOS_PER_SECOND;
        if (seconds - shownSeconds >= (line.isTerminal() ? TERMINAL_SECONDS : ELSEWHERE_SECONDS)) {
            shownSeconds = seconds;
            line.show(text(progress, seconds));
        }
    }

    void finish() {
        line.finish();
    }

    private static String text(MatrixProgress progress, double seconds) {
        int filled = (int) ((long) WIDTH * progress.done() / progress.total());
        double left = seconds / progress.done() * (progress.total() - progress.done());
        return String.format(
                Locale.ROOT,
                "[%s%s] %d of %d, %s left  %s on %s, seed %d",
                "#".repeat(filled),
                " ".repeat(WIDTH - filled),
                progress.done(),
                progress.total(),
                time(left),
                progress.contender(),
                progress.shape(),
                progress.seed());
    }

    private static String time(double seconds) {
        return seconds < 2 * SECONDS_PER_MINUTE
                ? Math.round(seconds) + " s"
                : Math.round(seconds / SECONDS_PER_MINUTE) + " min";
    }
}
