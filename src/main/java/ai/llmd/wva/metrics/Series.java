package ai.llmd.wva.metrics;

import java.util.List;

/** One series of an answer, its points in order of time. */
public record Series(PodKey key, SeriesTag part, List<Point> points) {

    /** A value, which may be NaN or infinite. */
    public record Point(long atMillis, double value) {}

    public Series {
        points = List.copyOf(points);
    }
}
