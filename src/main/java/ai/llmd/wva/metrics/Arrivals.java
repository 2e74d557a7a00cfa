package ai.llmd.wva.metrics;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * Adds up the arrivals of a variant's pods over one window, and their completions likewise.
 *
 * <p>A pod that was there all the time has a rate over the time between its samples. One that came or went during the
 * window counts with its arrivals over the whole window: for the rest of it other pods served that traffic, and their
 * rates have it. So a pod that joins never inflates the sum.
 */
final class Arrivals {
    private final Instant windowStart;
    private final Duration window;
    private final Count arrived = new Count();
    private final Count completed = new Count();
    private boolean covered;
    private Instant knownFrom = Instant.MAX;
    private Instant knownTo = Instant.MIN;

    /** Requests, as they add up over the pods. */
    private static final class Count {
        /** Per second, of pods that were there all the time. */
        private double wholeWindow;
        /** Of pods that came or went. */
        private double partOfWindow;
    }

    Arrivals(Instant now, Duration window) {
        this.windowStart = now.minus(window);
        this.window = window;
    }

    /** Adds a pod; false if its samples are too few for a rate. */
    boolean add(KnownPod pod, PodFlow flow) {
        if (cameOrWent(pod, flow)) {
            var born = pod.bornReady().filter(ready -> !flow.coversStart() && !ready.isBefore(windowStart));
            arrived.partOfWindow += flow.arrived() + (born.isPresent() ? flow.before() : 0);
            completed.partOfWindow += flow.completed() + (born.isPresent() ? flow.completedBefore() : 0);
            covered |= flow.coversStart();
            var from = born.filter(ready -> ready.isBefore(flow.first())).orElse(flow.first());
            knownFrom = from.isBefore(knownFrom) ? from : knownFrom;
            knownTo = flow.last().isAfter(knownTo) ? flow.last() : knownTo;
            return true;
        }
        if (isShort(flow.span())) {
            return false;
        }
        arrived.wholeWindow += flow.arrived() / seconds(flow.span());
        completed.wholeWindow += flow.completed() / seconds(flow.span());
        covered = true;
        return true;
    }

    /** Requests that arrived per second; empty if no pod was there for long enough to tell. */
    OptionalDouble perSecond() {
        return perSecond(arrived);
    }

    /** Requests that completed per second; likewise. */
    OptionalDouble completedPerSecond() {
        return perSecond(completed);
    }

    private OptionalDouble perSecond(Count count) {
        if (covered) {
            return OptionalDouble.of(atLeastPerSecond(count));
        }
        if (knownFrom.isAfter(knownTo)) {
            return OptionalDouble.empty();
        }
        // The variant itself is younger than the window: its rate is over its own life, once that is long enough.
        var life = Duration.between(knownFrom, knownTo);
        return isShort(life) ? OptionalDouble.empty() : OptionalDouble.of(count.partOfWindow / seconds(life));
    }

    /** Requests per second whether or not that is the variant's whole demand: a lower bound. */
    double atLeastPerSecond() {
        return atLeastPerSecond(arrived);
    }

    /** Completions per second likewise. */
    double completedAtLeastPerSecond() {
        return atLeastPerSecond(completed);
    }

    private double atLeastPerSecond(Count count) {
        return count.wholeWindow + count.partOfWindow / seconds(window);
    }

    private boolean cameOrWent(KnownPod pod, PodFlow flow) {
        if (!pod.present()) {
            return true;
        }
        return !flow.coversStart()
                && pod.readySince()
                        .map(ready -> ready.isAfter(windowStart))
                        .orElse(!pod.name().isEmpty());
    }

    private boolean isShort(Duration span) {
        return span.multipliedBy(2).compareTo(window) < 0;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS_PER_SECOND;
    }
}
