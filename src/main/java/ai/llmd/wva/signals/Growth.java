package ai.llmd.wva.signals;

import java.util.List;

/**
 * How much counters grew. Each series grows by itself, then the growths are added: a sum of counters that falls says
 * nothing, since one of them may have ended.
 */
final class Growth {
    /** A counter that fell by less than this share was not reset: somebody shows older values. */
    private static final double RESET_BELOW = 0.5;

    /** What a series may show at its first sample and still have counted from 0 since the sample before. */
    private static final double SMALL_START = 10;

    private Growth() {}

    /** Follows one counter. A fall is a restart from 0, unless it is small: then the highest value stands. */
    private static final class Tally {
        private double last = Double.NaN;

        /** The growth that a value brings; nothing for the first one. */
        double take(double value) {
            double growth = 0;
            if (isReset(last, value)) {
                growth = value;
            } else if (value < last) {
                return 0;
            } else if (!Double.isNaN(last)) {
                growth = value - last;
            }
            last = value;
            return growth;
        }
    }

    static boolean isReset(double before, double after) {
        return after < RESET_BELOW * before;
    }

    /** Over all samples from the last one at or before {@code from} on. */
    static double since(List<Points> parts, long from) {
        var growth = 0.0;
        for (var points : parts) {
            var tally = new Tally();
            for (var i = Math.max(0, points.indexAt(from)); i < points.size(); i++) {
                growth += tally.take(points.value(i));
            }
        }
        return growth;
    }

    /**
     * The growth since the first of these times, at each of them. A series that begins between two of them was made by
     * its first count, unless it shows more than {@code inSystem} can have finished.
     */
    static double[] cumulative(List<Points> parts, long[] at, double[] inSystem) {
        var growth = new double[at.length];
        for (var points : parts) {
            var tally = new Tally();
            var next = 0;
            var sum = 0.0;
            for (var i = 0; i < at.length; i++) {
                while (next < points.size() && points.at(next) <= at[i]) {
                    boolean born = next == 0 && i > 0;
                    var value = points.value(next++);
                    var grown = tally.take(value);
                    double most = SMALL_START + 2 * Math.max(i == 0 ? 0 : inSystem[i - 1], inSystem[i]);
                    sum += born && value <= most ? value : grown;
                }
                if (i == 0) {
                    sum = 0;
                }
                growth[i] += sum;
            }
        }
        return growth;
    }

    /** Whether any of them was reset between two times. */
    static boolean reset(List<Points> parts, long from, long to) {
        for (var points : parts) {
            var before = points.indexAt(from);
            var after = points.indexAt(to);
            if (before >= 0 && isReset(points.value(before), points.value(after))) {
                return true;
            }
        }
        return false;
    }

    /** The sum of the values at a time; a series that is not there yet adds nothing. */
    static double valueAt(List<Points> parts, long at) {
        var sum = 0.0;
        for (var points : parts) {
            var index = points.indexAt(at);
            sum += index < 0 ? 0 : points.value(index);
        }
        return sum;
    }
}
