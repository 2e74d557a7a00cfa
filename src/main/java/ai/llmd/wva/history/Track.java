package ai.llmd.wva.history;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;
import static ai.llmd.wva.model.Units.SECONDS_PER_HOUR;

import java.time.Instant;
import java.util.Arrays;

/** The values of one variant in a ring, a slot of the grid each, and what it has cost. */
final class Track {
    private static final HistoryColumn[] COLUMNS = HistoryColumn.values();
    private static final long NONE = Long.MIN_VALUE;

    private final String uid;
    private final Grid grid;
    private final int carried;
    private final Instant began;
    private final float[] values;
    private long newest = NONE;
    private long oldest = NONE;
    private HistoryPoint last;
    private Instant lastAt;
    private double spentCents;
    private double mostCentsPerHour;

    /**
     * An empty one.
     *
     * @param carried for how many slots without news the last values still hold
     */
    Track(String uid, Grid grid, int carried, Instant began) {
        this.uid = uid;
        this.grid = grid;
        this.carried = carried;
        this.began = began;
        this.values = new float[HistoryColumn.COUNT * grid.points()];
        Arrays.fill(values, Float.NaN);
    }

    boolean isOf(String otherUid) {
        return uid.equals(otherUid);
    }

    /** From now on. */
    void put(Instant at, HistoryPoint point) {
        advance(at);
        last = point;
        lastAt = at;
        var cost = point.value(HistoryColumn.COST);
        if (cost > mostCentsPerHour) {
            mostCentsPerHour = cost;
        }
        write(Math.max(newest, grid.slot(at)), point);
    }

    /** What was known last holds until now; of a moment before it nothing more is made. */
    void advance(Instant at) {
        if (last == null || !at.isAfter(lastAt)) {
            return;
        }
        var cost = last.value(HistoryColumn.COST);
        if (Double.isFinite(cost)) {
            spentCents += cost * (at.toEpochMilli() - lastAt.toEpochMilli()) / (MILLIS_PER_SECOND * SECONDS_PER_HOUR);
        }
        lastAt = at;
        long until = Math.min(grid.slot(at), newest + carried);
        for (long slot = Math.max(newest + 1, until - grid.points() + 1); slot <= until; slot++) {
            write(slot, last);
        }
    }

    private void write(long slot, HistoryPoint point) {
        clearBetween(slot);
        for (var column : COLUMNS) {
            values[place(column, slot)] = (float) point.value(column);
        }
        newest = slot;
        oldest = Math.max(oldest == NONE ? slot : oldest, slot - grid.points() + 1);
    }

    /** Slots that nothing is known of. */
    private void clearBetween(long slot) {
        if (newest == NONE) {
            return;
        }
        for (long gap = Math.max(newest + 1, slot - grid.points() + 1); gap < slot; gap++) {
            for (var column : COLUMNS) {
                values[place(column, gap)] = Float.NaN;
            }
        }
    }

    private int place(HistoryColumn column, long slot) {
        return column.index() * grid.points() + grid.index(slot);
    }

    /** The same on another grid, as far as it reaches. */
    Track on(Grid other, int carriedThere) {
        var track = new Track(uid, other, carriedThere, began);
        for (long slot = oldest; newest != NONE && slot <= newest; slot++) {
            var point = at(slot);
            if (!point.values().isEmpty()) {
                track.write(other.slot(Instant.ofEpochMilli(grid.millis(slot))), point);
            }
        }
        track.last = last;
        track.lastAt = lastAt;
        track.spentCents = spentCents;
        track.mostCentsPerHour = mostCentsPerHour;
        return track;
    }

    private HistoryPoint at(long slot) {
        var point = new HistoryPoint.Builder();
        for (var column : COLUMNS) {
            point.put(column, values[place(column, slot)]);
        }
        return point.of(uid);
    }

    /** Everything, oldest first. */
    HistorySeries series() {
        int size = size();
        var columns = new float[HistoryColumn.COUNT][size];
        for (var column : COLUMNS) {
            for (int i = 0; i < size; i++) {
                columns[column.index()][i] = values[place(column, oldest + i)];
            }
        }
        return new HistorySeries(grid.stepMillis(), size == 0 ? 0 : grid.millis(oldest), columns);
    }

    /**
     * Values of a column, evenly spread over the last slots, oldest first.
     *
     * @param slots to look back at
     * @param most values at most
     */
    double[] thinned(HistoryColumn column, long slots, int most) {
        if (newest == NONE) {
            return new double[0];
        }
        long from = Math.max(oldest, newest - slots + 1);
        // slots that are whole multiples, so that a value stays what it is while others join it
        long stride = (newest - from) / most + 1;
        long first = -Math.floorDiv(-from, stride) * stride;
        int count = first > newest ? 0 : (int) ((newest - first) / stride) + 1;
        var thin = new double[count];
        for (int i = 0; i < count; i++) {
            thin[i] = values[place(column, first + i * stride)];
        }
        return thin;
    }

    private int size() {
        return newest == NONE ? 0 : (int) (newest - oldest + 1);
    }

    double spentCents() {
        return spentCents;
    }

    double mostCentsPerHour() {
        return mostCentsPerHour;
    }

    /** What staying at the most that it ever cost would have cost until then. */
    double peakSpentCents(Instant now) {
        var hours = Math.max(0, now.toEpochMilli() - began.toEpochMilli()) / (MILLIS_PER_SECOND * SECONDS_PER_HOUR);
        return mostCentsPerHour * hours;
    }
}
