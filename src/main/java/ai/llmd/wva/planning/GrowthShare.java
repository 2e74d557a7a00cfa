package ai.llmd.wva.planning;

/**
 * By how much the load of a variant may outgrow the most of ten minutes while a replica starts, as a share of it:
 * learned from what happened to it, so that a variant whose load moves slowly pays for little room. It begins with the
 * most, halves every two hours down to the least, and is raised at once by a rise that would have needed more. Chosen
 * on generated loads, as {@link GrowthRoom} is.
 */
final class GrowthShare {
    /** While nothing is known, and after any rise that would have needed as much. */
    static final double MOST = 0.5;

    /** However calm it was, a load may rise. */
    static final double LEAST = 0.2;

    private static final double HALF_LIFE_HOURS = 2;

    /** The next rise may be so much larger than the last one. */
    private static final double LARGER = 1.5;

    /** What chance explains is no rise. */
    private static final double DEVIATIONS = 2;

    /** No more is remembered than {@link GrowthRoom#MEMORY}: the window, and as long before now. */
    private static final long LONGEST_LATE_MILLIS =
            GrowthRoom.MEMORY.minus(GrowthRoom.WINDOW).toMillis();

    private static final double MILLIS_PER_HOUR = 3_600_000;

    private GrowthShare() {}

    /**
     * What the newest sample makes of it; without one before it, a silence of {@link GrowthRoom#MEMORY} tells nothing.
     *
     * @param before what it was before that sample came
     * @param lateMillis how long a replica that is asked for takes until it serves
     */
    static double after(RecentLoads recent, double before, long lateMillis) {
        var samples = recent.samples();
        int last = samples.size() - 1;
        if (last < 1) {
            return before;
        }
        var now = samples.get(last);
        double hours = (now.atMillis() - samples.get(last - 1).atMillis()) / MILLIS_PER_HOUR;
        double faded = before * StrictMath.pow(2, -hours / HALF_LIFE_HOURS);
        double needed = LARGER * rise(recent, now, Math.min(lateMillis, LONGEST_LATE_MILLIS));
        return Math.min(MOST, Math.max(LEAST, Math.max(faded, needed)));
    }

    /** By how much the load is surely above all that a replica that is ready now could have been asked for by. */
    private static double rise(RecentLoads recent, RecentLoads.Sample now, long lateMillis) {
        double most = recent.mostPerSecond(
                now.atMillis() - lateMillis - GrowthRoom.WINDOW.toMillis(), now.atMillis() - lateMillis);
        double surely = now.ratePerSecond() - DEVIATIONS * Dispersion.deviationPerSecond(1, now.ratePerSecond());
        return most > 0 ? surely / most - 1 : 0;
    }
}
