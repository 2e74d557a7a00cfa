package ai.llmd.wva.planning;

import ai.llmd.wva.model.Rationale.Drain;
import ai.llmd.wva.model.Rationale.Headroom;
import ai.llmd.wva.model.Rationale.Trend;
import ai.llmd.wva.planning.RecentLoads.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Room for what comes while a pod starts: a replica is sized so tightly by the law continuous that without it every
 * rise would queue. Planned for is the most of the last ten minutes and some more, or where a steady rise leads to, or
 * what waits. All numbers here were chosen on generated loads, none of which a report uses: docs/planning.md, Room for
 * growth.
 */
final class GrowthRoom {
    /**
     * Replicas are given up only when the load has stayed lower for so long, and those for a rise that did not go on
     * only once they serve: the direction changes at most twice in that time. Keeping an idle replica for as long as
     * starting it anew would take, never costs more than twice what hindsight would have paid (ski rental: Karlin,
     * Manasse, Rudolph and Sleator, Competitive snoopy caching, 1988). Pods of large models take minutes.
     */
    static final Duration WINDOW = Duration.ofMinutes(10);

    /** How long a load is remembered, to tell how much of it is chance and how it grows. */
    static final Duration MEMORY = Duration.ofMinutes(20);

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
        double dispersion = Dispersion.of(recent.samples());
        double most = Math.max(measuredPerSecond, recent.mostPerSecond(WINDOW));
        double deviation = Dispersion.deviationPerSecond(dispersion, measuredPerSecond);
        return Optional.of(new Headroom(
                measuredPerSecond,
                most,
                recent.growthShare(),
                WINDOW,
                trend(recent, late),
                waiting > 0 ? Optional.of(new Drain(waiting, drainWithin)) : Optional.empty(),
                Math.min(MOST_CHANCE, KEEP_DEVIATIONS * deviation / measuredPerSecond)));
    }

    /** The largest that was seen since a replica that was asked for then serves: until it does, it is not given up. */
    private static Optional<Trend> trend(RecentLoads recent, Duration late) {
        var samples = recent.samples();
        int last = samples.size() - 1;
        Optional<Trend> largest = Optional.empty();
        for (int end = last; end >= 2; end--) {
            if (samples.get(last).atMillis() - samples.get(end).atMillis() >= late.toMillis()) {
                break;
            }
            var one = trendAt(samples.subList(0, end + 1), late);
            if (one.isPresent()
                    && (largest.isEmpty()
                            || one.get().toPerSecond() > largest.get().toPerSecond())) {
                largest = one;
            }
        }
        return largest;
    }

    /** The lesser of two rises in a row, so that one step is none; empty where chance may have made it. */
    private static Optional<Trend> trendAt(List<Sample> samples, Duration late) {
        int end = samples.size() - 1;
        double perSecond = Double.POSITIVE_INFINITY;
        double rise = Double.POSITIVE_INFINITY;
        for (int i = end - 1; i <= end; i++) {
            long millis = samples.get(i).atMillis() - samples.get(i - 1).atMillis();
            double step = samples.get(i).ratePerSecond() - samples.get(i - 1).ratePerSecond();
            if (step <= 0 || millis > LONGEST_STEP_MILLIS) {
                return Optional.empty();
            }
            rise = Math.min(rise, step);
            perSecond = Math.min(perSecond, step * 1000 / millis);
        }
        double reachedPerSecond = samples.get(end).ratePerSecond();
        double deviation = Dispersion.deviationPerSecond(Dispersion.of(samples), reachedPerSecond);
        if (rise <= RISE_DEVIATIONS * StrictMath.sqrt(2) * deviation) {
            return Optional.empty();
        }
        double ahead = PERSISTENCE * perSecond * late.toMillis() / 1000;
        return Optional.of(
                new Trend(perSecond, late, reachedPerSecond + Math.min(ahead, MOST_AHEAD * reachedPerSecond)));
    }
}
