package ai.llmd.wva.signals;

import java.util.OptionalInt;

/**
 * How many of the requests that wait in one server wait for room. Others wait with room free, for a KV transfer or for
 * a grammar to be compiled: more replicas would not help them.
 */
final class CapacityQueue {
    private static final double FULL_BATCH = 0.95;
    private static final double FULL_CACHE = 0.9;
    private static final double GROWN = 1.5;

    private CapacityQueue() {}

    /**
     * Those that wait for room at the last reading.
     *
     * @param from the reading at which the window begins
     * @param batchLimit requests that run at once at most, where it is known
     */
    static double of(Readings readings, int from, OptionalInt batchLimit) {
        var process = readings.process();
        double waiting = readings.waiting(readings.last());
        if (waiting == 0) {
            return 0;
        }
        if (process.has(Signal.WAITING_FOR_CAPACITY)) {
            var told = 0.0;
            for (var points : process.of(Signal.WAITING_FOR_CAPACITY)) {
                told += points.last();
            }
            return Math.min(waiting, told);
        }
        return isFull(readings, from, batchLimit) ? waiting : 0;
    }

    private static boolean isFull(Readings readings, int from, OptionalInt batchLimit) {
        double running = readings.running(readings.last());
        if (batchLimit.isEmpty() || running >= FULL_BATCH * batchLimit.getAsInt()) {
            return true;
        }
        var cache = Means.usage(readings.process());
        return (cache.isPresent() && cache.getAsDouble() >= FULL_CACHE)
                || grows(readings, from)
                || runsEven(readings, from);
    }

    /** More wait in the second half of the window than in the first. */
    private static boolean grows(Readings readings, int from) {
        int middle = (from + readings.last() + 1) / 2;
        if (middle <= from) {
            return false;
        }
        return readings.mean(readings::waiting, middle, readings.last())
                > 1 + GROWN * readings.mean(readings::waiting, from, middle - 1);
    }

    /** As many run at every reading although requests complete: a limit that is not declared holds them. */
    private static boolean runsEven(Readings readings, int from) {
        double running = readings.running(readings.last());
        if (running < 2 || readings.completed(from) == 0 || readings.last() - from < 2) {
            return false;
        }
        for (var i = from; i <= readings.last(); i++) {
            if (readings.running(i) != running) {
                return false;
            }
        }
        return true;
    }

    /** The mean number that waited over the window, if some waited at every reading; else 0. */
    static double standing(Readings readings, int from) {
        for (var i = from; i <= readings.last(); i++) {
            if (readings.waiting(i) == 0) {
                return 0;
            }
        }
        return readings.mean(readings::waiting, from);
    }
}
