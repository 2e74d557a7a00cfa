package ai.llmd.wva.signals;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import java.util.OptionalDouble;

/**
 * Adds up the arrivals of a variant's servers over one window, counted in three ways, and their completions.
 *
 * <p>A server that was there all the time has a rate over the time between its samples. One that came or went during
 * the window counts with its arrivals over the whole window: for the rest of it others served that traffic, and their
 * rates have it. So a pod that joins never inflates the sum.
 */
final class Arrivals {
    /** The share of all arrivals that may come from one sample to the next. */
    private static final double SPREAD = 0.5;

    private final Window window;
    private final Count balance = new Count();
    private final Count starts = new Count();
    private final Count counted = new Count();
    private final Count completed = new Count();
    private double largestSteps;
    private double growth;
    private boolean covered;
    private boolean allTellStarts = true;
    private boolean allCount = true;
    private long knownFrom = Long.MAX_VALUE;
    private long knownTo = Long.MIN_VALUE;

    /** Requests, as they add up over the servers. */
    private static final class Count {
        /** Per second, of servers that were there all the time. */
        private double wholeWindow;
        /** Of servers that came or went. */
        private double partOfWindow;
    }

    Arrivals(Window window) {
        this.window = window;
    }

    /**
     * Adds a server; false if its samples are too few for a rate.
     *
     * @param gone it is no more, whatever its pod is
     */
    boolean add(KnownPod pod, Readings readings, boolean gone) {
        int from = window.from(readings);
        boolean coversStart = window.covers(readings);
        boolean tellsStarts = readings.process().has(Signal.STARTED);
        boolean finishes = readings.process().has(Signal.FINISHED) || !tellsStarts;
        double arrived = finishes ? readings.balance(from) : readings.starts(from);
        if (cameOrWent(pod, readings, coversStart, gone)) {
            var born = !coversStart
                    && pod.bornReady().isPresent()
                    && pod.bornReady().get().toEpochMilli() >= window.start();
            var startsBefore = readings.atFirst(Signal.STARTED) + readings.waiting(0);
            balance.partOfWindow += arrived
                    + (born ? (finishes ? readings.atFirst(Signal.FINISHED) + readings.inSystem(0) : startsBefore) : 0);
            starts.partOfWindow += readings.starts(from) + (born ? startsBefore : 0);
            counted.partOfWindow += readings.counted(from) + (born ? readings.atFirst(Signal.ARRIVED) : 0);
            completed.partOfWindow += readings.completed(from) + (born ? readings.atFirst(Signal.FINISHED) : 0);
            covered |= coversStart;
            var since = born ? Math.min(pod.bornReady().get().toEpochMilli(), readings.at(0)) : readings.at(from);
            knownFrom = Math.min(knownFrom, since);
            knownTo = Math.max(knownTo, readings.at(readings.last()));
        } else {
            var millis = readings.at(readings.last()) - readings.at(from);
            if (window.isShort(millis)) {
                return false;
            }
            var seconds = millis / MILLIS_PER_SECOND;
            balance.wholeWindow += arrived / seconds;
            starts.wholeWindow += readings.starts(from) / seconds;
            counted.wholeWindow += readings.counted(from) / seconds;
            completed.wholeWindow += readings.completed(from) / seconds;
            covered = true;
        }
        largestSteps += readings.largestStep();
        growth += readings.balance(0);
        allTellStarts = allTellStarts && tellsStarts;
        allCount = allCount && readings.process().has(Signal.ARRIVED);
        return true;
    }

    /** Requests that arrived per second; empty if no server was there for long enough to tell. */
    OptionalDouble perSecond() {
        return perSecond(allCount ? counted : balance);
    }

    /** Requests that started, or came to wait, per second; empty where an engine does not tell. */
    OptionalDouble startsPerSecond() {
        return allTellStarts ? perSecond(starts) : OptionalDouble.empty();
    }

    /** Arrivals came one after the other, as those of clients do; a fault of a counter comes all at once. */
    boolean areSpread() {
        return largestSteps <= SPREAD * growth;
    }

    /** The engine counts arrivals itself, so that nothing is hidden. */
    boolean areCounted() {
        return allCount;
    }

    /** Requests that completed per second. */
    OptionalDouble completedPerSecond() {
        return perSecond(completed);
    }

    /** Requests per second whether or not that is the variant's whole demand: a lower bound. */
    double atLeastPerSecond() {
        return atLeastPerSecond(allCount ? counted : balance);
    }

    /** Completions per second likewise. */
    double completedAtLeastPerSecond() {
        return atLeastPerSecond(completed);
    }

    private OptionalDouble perSecond(Count count) {
        if (covered) {
            return OptionalDouble.of(atLeastPerSecond(count));
        }
        if (knownFrom > knownTo) {
            return OptionalDouble.empty();
        }
        // The variant itself is younger than the window: its rate is over its own life, once that is long enough.
        var life = knownTo - knownFrom;
        return window.isShort(life)
                ? OptionalDouble.empty()
                : OptionalDouble.of(count.partOfWindow / (life / MILLIS_PER_SECOND));
    }

    private double atLeastPerSecond(Count count) {
        return count.wholeWindow + count.partOfWindow / window.seconds();
    }

    private boolean cameOrWent(KnownPod pod, Readings readings, boolean coversStart, boolean gone) {
        if (!pod.present() || gone) {
            return true;
        }
        if (coversStart) {
            return false;
        }
        if (pod.isWholeVariant()) {
            return window.isShort(readings.at(readings.last()) - readings.at(0));
        }
        return pod.readySince().isEmpty() || pod.readySince().get().toEpochMilli() > window.start();
    }
}
