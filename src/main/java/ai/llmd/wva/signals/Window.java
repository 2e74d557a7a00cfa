package ai.llmd.wva.signals;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import java.time.Duration;

/**
 * The time over which rates are taken. It ends with the newest sample there is, not with the present: what is not
 * scraped yet, or withheld for a while by a store, is no lack of arrivals.
 *
 * @param start in milliseconds of the epoch
 * @param end when the newest sample was taken
 * @param interval between two samples
 */
record Window(long start, long end, Duration interval) {
    /** How much earlier or later than usual a scrape may be, in intervals. */
    private static final double JITTER = 0.25;

    /** After so many intervals without a sample a server is gone, if others of its kind are still seen. */
    private static final double GONE_AFTER = 2.5;

    /** The window that ends then; at least as long as one interval. */
    static Window ending(long end, Duration rateWindow, Duration interval) {
        return new Window(end - Math.max(rateWindow.toMillis(), interval.toMillis()), end, interval);
    }

    double seconds() {
        return (end - start) / MILLIS_PER_SECOND;
    }

    /** Less than half of the window. */
    boolean isShort(long millis) {
        return 2 * millis < end - start;
    }

    /** The reading at which counting begins. */
    int from(Readings readings) {
        return readings.from(start + tolerance());
    }

    /** Whether there was a reading when the window began. */
    boolean covers(Readings readings) {
        return readings.at(0) <= start + tolerance();
    }

    /** Whether a server that was last sampled then is gone. */
    boolean isGone(long lastAt) {
        return isGone(lastAt, end);
    }

    /** Likewise of a series, where others of the same server were sampled until then. */
    boolean isGone(long lastAt, long othersUntil) {
        return othersUntil - lastAt > GONE_AFTER * interval.toMillis();
    }

    private long tolerance() {
        return (long) (JITTER * interval.toMillis());
    }
}
