package ai.llmd.wva.planning;

import ai.llmd.wva.model.Rationale.Drain;
import ai.llmd.wva.model.Rationale.Headroom;
import ai.llmd.wva.model.Rationale.Trend;
import java.time.Duration;
import java.util.Optional;

/**
 * Room for what comes while a pod starts: a replica is sized so tightly by the law continuous that without it every
 * rise would queue. Planned for is the most of the last ten minutes and some more, or where a steady rise leads to, or
 * what waits. All numbers here were chosen on generated loads, none of which a report uses: docs/planning.md, Room for
 * growth.
 */
final class GrowthRoom {
    /** Replicas are given up only when the load has stayed lower for so long. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    /** How long a load is remembered, to tell how much of it is chance. */
    static final Duration MEMORY = Duration.ofMinutes(20);

    private static final double SHARE = 0.3;

    /** A rise goes on for twice as long as it takes to answer it. */
    private static final double PERSISTENCE = 2;

    /** No rise is planned for that adds more than so many times the load. */
    private static final double MOST_AHEAD = 2;

    /** Of two rises in a row, each is more than so many standard deviations. */
    private static final double RISE_DEVIATIONS = 2;

    /** Replicas stay while the load might by chance, so many deviations up, come back to them. */
    private static final double KEEP_DEVIATIONS = 3;

    private static final double MOST_CHANCE = 1;

    /** Between two samples of a trend: further apart, something was missed. */
    private static final long LONGEST_STEP_MILLIS = 150_000;

    private GrowthRoom() {}

    /**
     * The room above a load that was measured last; none where that is nothing.
     *
     * @param waiting requests that wait now
     * @param late how long a replica that is asked for now takes until it serves
     * @param drainWithin how soon what waits should have been served
     */
    static Optional<Headroom> above(
            RecentLoads recent, double measuredPerSecond, double waiting, Duration late, Duration drainWithin) {
        if (!(measuredPerSecond > 0)) {
            return Optional.empty();
        }
        double dispersion = Dispersion.of(recent);
        double most = Math.max(measuredPerSecond, recent.mostPerSecond(WINDOW));
        double deviation = Dispersion.deviationPerSecond(dispersion, measuredPerSecond);
        return Optional.of(new Headroom(
                measuredPerSecond,
                most,
                SHARE,
                WINDOW,
                trend(recent, measuredPerSecond, deviation, late),
                waiting > 0 ? Optional.of(new Drain(waiting, drainWithin)) : Optional.empty(),
                Math.min(MOST_CHANCE, KEEP_DEVIATIONS * deviation / measuredPerSecond)));
    }

    /** The lesser of two rises in a row, so that one step is none; empty where chance may have made it. */
    private static Optional<Trend> trend(
            RecentLoads recent, double measuredPerSecond, double deviation, Duration late) {
        var samples = recent.samples();
        int last = samples.size() - 1;
        if (last < 2) {
            return Optional.empty();
        }
        double least = RISE_DEVIATIONS * StrictMath.sqrt(2) * deviation;
        double perSecond = Double.POSITIVE_INFINITY;
        for (int i = last - 1; i <= last; i++) {
            long millis = samples.get(i).atMillis() - samples.get(i - 1).atMillis();
            double rise = samples.get(i).ratePerSecond() - samples.get(i - 1).ratePerSecond();
            if (rise <= least || millis > LONGEST_STEP_MILLIS) {
                return Optional.empty();
            }
            perSecond = Math.min(perSecond, rise * 1000 / millis);
        }
        double ahead = PERSISTENCE * perSecond * late.toMillis() / 1000;
        return Optional.of(
                new Trend(perSecond, late, measuredPerSecond + Math.min(ahead, MOST_AHEAD * measuredPerSecond)));
    }
}
