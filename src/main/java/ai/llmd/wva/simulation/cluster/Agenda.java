package ai.llmd.wva.simulation.cluster;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is due when, in virtual time; what is due at the same instant happens in the order in which it was noted. */
public final class Agenda {
    private static final Comparator<Entry> ORDER =
            Comparator.comparingDouble(Entry::atMillis).thenComparingLong(Entry::number);

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(ORDER);
    private long number;
    private double nowMillis;

    private record Entry(double atMillis, long number, Runnable what) {}

    /** The instant at which what happens now happens. */
    public double nowMillis() {
        return nowMillis;
    }

    /** Notes something for an instant; what is due in the past is due now, what is due never is forgotten. */
    public void at(double atMillis, Runnable what) {
        if (atMillis < Double.POSITIVE_INFINITY) {
            entries.add(new Entry(Math.max(atMillis, nowMillis), number++, what));
        }
    }

    /** Notes something for so long from now. */
    public void in(double millis, Runnable what) {
        at(nowMillis + millis, what);
    }

    /** Lets everything happen that is due up to and including an instant, which is now afterwards. */
    public void runUntil(double untilMillis) {
        while (!entries.isEmpty() && entries.element().atMillis() <= untilMillis) {
            var entry = entries.remove();
            nowMillis = entry.atMillis();
            entry.what().run();
        }
        nowMillis = Math.max(nowMillis, untilMillis);
    }
}
