package ai.llmd.wva.signals;

import java.util.Arrays;

/** The samples of a series, at the times at which they were taken, in order. Values are finite. */
public final class Points {
    private final long[] atMillis;
    private final double[] values;

    private Points(long[] atMillis, double[] values) {
        this.atMillis = atMillis;
        this.values = values;
    }

    /** Collects samples in order of time; an earlier or equal time than the last replaces nothing and is dropped. */
    public static final class Builder {
        private long[] atMillis = new long[8];
        private double[] values = new double[8];
        private int size;
        private boolean unusable;

        /** Adds a sample. NaN and infinity are no values. */
        public Builder add(long at, double value) {
            if (!Double.isFinite(value)) {
                unusable = true;
                return this;
            }
            if (size > 0 && at <= atMillis[size - 1]) {
                return this;
            }
            if (size == atMillis.length) {
                atMillis = Arrays.copyOf(atMillis, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            atMillis[size] = at;
            values[size] = value;
            size++;
            return this;
        }

        /** Forgets what was added, to collect the samples of another series. */
        public Builder clear() {
            size = 0;
            unusable = false;
            return this;
        }

        /** Something was added that is no value. */
        public boolean sawUnusable() {
            return unusable;
        }

        public Points build() {
            return new Points(Arrays.copyOf(atMillis, size), Arrays.copyOf(values, size));
        }
    }

    /** One sample. */
    public static Points single(long at, double value) {
        return new Builder().add(at, value).build();
    }

    public int size() {
        return atMillis.length;
    }

    public boolean isEmpty() {
        return atMillis.length == 0;
    }

    public long at(int index) {
        return atMillis[index];
    }

    public double value(int index) {
        return values[index];
    }

    /** The time of the last sample; there must be one. */
    public long lastAt() {
        return atMillis[atMillis.length - 1];
    }

    /** The last value; there must be one. */
    public double last() {
        return values[values.length - 1];
    }

    /** The index of the last sample at or before a time, or -1. */
    public int indexAt(long at) {
        var index = Arrays.binarySearch(atMillis, at);
        return index >= 0 ? index : -index - 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Points points
                && Arrays.equals(atMillis, points.atMillis)
                && Arrays.equals(values, points.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(atMillis) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Points" + Arrays.toString(atMillis) + Arrays.toString(values);
    }
}
