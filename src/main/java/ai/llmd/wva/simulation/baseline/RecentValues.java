package ai.llmd.wva.simulation.baseline;

import java.util.ArrayDeque;
import java.util.Deque;

/** Values of the last while, {@code (now - window, now]}. */
final class RecentValues {
    private final double windowMillis;
    private final Deque<Timed> values = new ArrayDeque<>();

    private record Timed(double atMillis, double value) {}

    RecentValues(double windowSeconds) {
        this.windowMillis = 1000 * windowSeconds;
    }

    /** Adds a value that is not older than those before it, and forgets what is out of the window then. */
    RecentValues add(double nowMillis, double value) {
        values.addLast(new Timed(nowMillis, value));
        while (values.getFirst().atMillis() <= nowMillis - windowMillis) {
            values.removeFirst();
        }
        return this;
    }

    /** The mean of those of the window; NaN if there is none. */
    double mean() {
        return newestMean(windowMillis / 1000);
    }

    /** The mean of those of the newest part of the window. */
    double newestMean(double seconds) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        var after = values.getLast().atMillis() - 1000 * seconds;
        var sum = 0.0;
        var count = 0;
        for (var timed : values) {
            if (timed.atMillis() > after) {
                sum += timed.value();
                count++;
            }
        }
        return sum / count;
    }

    double least() {
        var least = Double.NaN;
        for (var timed : values) {
            least = least <= timed.value() ? least : timed.value();
        }
        return least;
    }

    double most() {
        var most = Double.NaN;
        for (var timed : values) {
            most = most >= timed.value() ? most : timed.value();
        }
        return most;
    }
}
