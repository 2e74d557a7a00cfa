package ai.llmd.wva.history;

/** The values of one variant over time, oldest first, all of one length. Immutable. */
public final class HistorySeries {
    private final long stepMillis;
    private final long fromMillis;
    private final float[][] columns;

    HistorySeries(long stepMillis, long fromMillis, float[][] columns) {
        this.stepMillis = stepMillis;
        this.fromMillis = fromMillis;
        this.columns = columns;
    }

    public long stepMillis() {
        return stepMillis;
    }

    public int size() {
        return columns[0].length;
    }

    /** When the value at an index was true. */
    public long epochMillis(int index) {
        return fromMillis + index * stepMillis;
    }

    /** NaN where nothing is known. */
    public double value(HistoryColumn column, int index) {
        return columns[column.index()][index];
    }
}
