package ai.llmd.wva.metrics;

import ai.llmd.wva.metrics.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What went through one pod during the window. The number of requests that ever arrived at it is finished + running +
 * waiting; its growth is the arrivals.
 *
 * @param arrived requests that arrived between the first and the last sample; never negative
 * @param before requests that had arrived by the first sample since the process started
 * @param completed requests that finished between the first and the last sample
 * @param completedBefore requests that had finished by the first sample since the process started
 * @param coversStart there was a sample when the window began
 * @param first when the first sample was taken
 * @param last when the last sample was taken
 * @param running at the last sample
 * @param waiting at the last sample
 */
record PodFlow(
        double arrived,
        double before,
        double completed,
        double completedBefore,
        boolean coversStart,
        Instant first,
        Instant last,
        double running,
        double waiting) {

    /** The flow of a pod, or nothing without a sample in the window. */
    static Optional<PodFlow> of(Samples samples, PodKey key, Instant windowStart) {
        var readings = readings(samples, key);
        if (readings.isEmpty()) {
            return Optional.empty();
        }
        var first = readings.firstEntry().getValue();
        var last = readings.lastEntry().getValue();
        var arrived = 0.0;
        var completed = 0.0;
        var previous = first;
        for (var reading : readings.values()) {
            // A counter that fell was reset: all that the new process has got since then arrived.
            boolean reset = reading.finished() < previous.finished();
            arrived += reset ? reading.total() : reading.total() - previous.total();
            completed += reset ? reading.finished() : reading.finished() - previous.finished();
            previous = reading;
        }
        return Optional.of(new PodFlow(
                Math.max(0, arrived),
                first.total(),
                completed,
                first.finished(),
                readings.firstKey() <= windowStart.toEpochMilli(),
                first.sampledAt(),
                last.sampledAt(),
                last.running(),
                last.waiting()));
    }

    Duration span() {
        return Duration.between(first, last);
    }

    private record Counts(double finished, double running, double waiting, Instant sampledAt) {
        double total() {
            return finished + running + waiting;
        }
    }

    /** By instant of evaluation, where running and its timestamp are known; the other two may not exist yet. */
    private static NavigableMap<Long, Counts> readings(Samples samples, PodKey key) {
        var finished = byInstant(samples.points(key, SeriesTag.FINISHED));
        var waiting = byInstant(samples.points(key, SeriesTag.WAITING));
        var sampledAt = byInstant(samples.points(key, SeriesTag.SAMPLED_AT));
        var broken = samples.unusable(key);
        var readings = new TreeMap<Long, Counts>();
        for (var point : samples.points(key, SeriesTag.RUNNING)) {
            var at = point.atMillis();
            var whole = sampledAt.containsKey(at)
                    && known(finished, at, broken.contains(SeriesTag.FINISHED.metric()))
                    && known(waiting, at, broken.contains(SeriesTag.WAITING.metric()));
            if (whole) {
                readings.put(
                        at,
                        new Counts(
                                Math.max(0, finished.getOrDefault(at, 0.0)),
                                Math.max(0, point.value()),
                                Math.max(0, waiting.getOrDefault(at, 0.0)),
                                Instant.ofEpochMilli(Math.round(sampledAt.get(at) * 1000))));
            }
        }
        return readings;
    }

    /** A counter may be absent before its first count, but not because its value could not be used. */
    private static boolean known(Map<Long, Double> values, long at, boolean broken) {
        return values.containsKey(at) || !broken;
    }

    private static NavigableMap<Long, Double> byInstant(List<Point> points) {
        var values = new TreeMap<Long, Double>();
        points.forEach(point -> values.put(point.atMillis(), point.value()));
        return values;
    }
}
