package ai.llmd.wva.history;

import ai.llmd.wva.model.Checks;
import java.time.Duration;
import java.time.Instant;

/**
 * At which moments values are kept, for all variants alike.
 *
 * @param stepMillis between two of them
 * @param points kept of each variant
 */
record Grid(long stepMillis, int points) {
    static final int BYTES_PER_POINT = Float.BYTES * HistoryColumn.COUNT;
    private static final int FEWEST_POINTS = 2;

    /** With fewer points than this over the span, the span gets shorter. */
    private static final int COARSEST_POINTS = 60;

    Grid {
        Checks.atLeast(FEWEST_POINTS, points, "points");
    }

    /**
     * The finest one whose points fit into a budget: with more variants the step doubles, and doubles, then the span
     * shrinks.
     *
     * @param finest the step where there is room
     */
    static Grid within(long bytes, Duration span, Duration finest, int variants) {
        long most = Math.max(FEWEST_POINTS, bytes / ((long) BYTES_PER_POINT * Math.max(1, variants)));
        long step = finest.toMillis();
        long points = Math.max(FEWEST_POINTS, span.toMillis() / step);
        while (points > most && points / 2 >= COARSEST_POINTS) {
            step *= 2;
            points /= 2;
        }
        return new Grid(step, (int) Math.min(points, most));
    }

    long slot(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), stepMillis);
    }

    long millis(long slot) {
        return slot * stepMillis;
    }

    int index(long slot) {
        return (int) Math.floorMod(slot, (long) points);
    }
}
