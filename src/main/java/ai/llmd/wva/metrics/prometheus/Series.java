package ai.llmd.wva.metrics.prometheus;

import java.util.List;

/** One series of an answer, its points in order of time. */
record Series(PodKey key, Part part, List<Point> points) {

    /** A value, which may be NaN or infinite. */
    record Point(long atMillis, double value) {}

    Series {
        points = List.copyOf(points);
    }
}
