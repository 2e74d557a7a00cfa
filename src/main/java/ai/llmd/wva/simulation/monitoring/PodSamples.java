package ai.llmd.wva.simulation.monitoring;

import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.signals.Points;
import ai.llmd.wva.simulation.contender.Scene;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What was stored of one pod: a row of samples for each scrape, a column for each series. */
final class PodSamples {
    private final List<Map<String, String>> labels;
    private double[] atMillis = new double[64];
    private double[][] rows = new double[64][];
    private int size;

    /** Nothing yet of these series. */
    PodSamples(List<Map<String, String>> labels) {
        this.labels = labels;
    }

    void add(double at, double[] row) {
        if (size == rows.length) {
            atMillis = Arrays.copyOf(atMillis, 2 * size);
            rows = Arrays.copyOf(rows, 2 * size);
        }
        atMillis[size] = at;
        rows[size++] = row;
    }

    /** The newest value at or after an instant; NaN where there is none. */
    double newest(int column, double oldestMillis) {
        return size > 0 && atMillis[size - 1] >= oldestMillis ? rows[size - 1][column] : Double.NaN;
    }

    /** {@code increase()} up to now; NaN where samples do not suffice. */
    double increase(int column, double afterMillis, double nowMillis) {
        var first = firstAfter(afterMillis);
        var values = new double[size - first];
        for (var i = 0; i < values.length; i++) {
            values[i] = rows[first + i][column];
        }
        return PrometheusFunctions.increase(
                Arrays.copyOfRange(atMillis, first, size), values, values.length, afterMillis, nowMillis);
    }

    /**
     * The samples after an instant as a store would give them.
     *
     * @param columns of the series that are asked for
     */
    List<RawSeries> series(int[] columns, double afterMillis) {
        var startMillis = Scene.START.toEpochMilli();
        var first = firstAfter(afterMillis);
        var series = new ArrayList<RawSeries>(columns.length);
        if (first == size) {
            return series;
        }
        for (var column : columns) {
            var points = new Points.Builder();
            for (var i = first; i < size; i++) {
                points.add(startMillis + (long) atMillis[i], rows[i][column]);
            }
            series.add(new RawSeries(labels.get(column), points.build(), false));
        }
        return series;
    }

    private int firstAfter(double millis) {
        var first = size;
        while (first > 0 && atMillis[first - 1] > millis) {
            first--;
        }
        return first;
    }
}
