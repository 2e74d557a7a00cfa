package ai.llmd.wva.metrics;

import ai.llmd.wva.metrics.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Samples of one pod as Prometheus would have scraped them, and what its queries would answer about them: the value at
 * an instant is that of the newest sample, unless the series has ended.
 */
public final class Recording {
    private record Sample(double finished, double running, double waiting) {}

    private final PodKey key;
    private final NavigableMap<Instant, Sample> samples = new TreeMap<>();
    private Instant endedAt = Instant.MAX;

    public Recording(String model, String namespace, String pod) {
        this.key = new PodKey(model, namespace, pod);
    }

    public static Recording ofPod(String pod) {
        return new Recording(PodFleets.MODEL, PodFleets.NAMESPACE, pod);
    }

    public Recording at(long secondsBeforeNow, double finished, double running, double waiting) {
        samples.put(PodFleets.NOW.minusSeconds(secondsBeforeNow), new Sample(finished, running, waiting));
        return this;
    }

    /** The target is gone: Prometheus marks its series as ended. */
    public Recording ended(long secondsBeforeNow) {
        endedAt = PodFleets.NOW.minusSeconds(secondsBeforeNow);
        return this;
    }

    /**
     * Scrapes every 10 s, {@code phase} seconds before the instants of a measure, from and until so many seconds ago.
     */
    public Recording scraped(long phase, long from, long until, Counts counts) {
        for (var ago = phase; ago <= from; ago += 10) {
            if (ago >= until) {
                var sample = counts.at((double) -ago);
                at(ago, sample[0], sample[1], sample[2]);
            }
        }
        return this;
    }

    /** Finished, running and waiting at a time in seconds relative to now. */
    public interface Counts {
        double[] at(double second);

        /**
         * Requests at constant spacing since {@code since}, each served in {@code serviceSeconds}, at most
         * {@code batch} at once, none after {@code until}.
         */
        static Counts constant(double perMinute, double since, double until, double serviceSeconds, int batch) {
            return second -> {
                var spacing = 60 / perMinute;
                var arrived = 0;
                var finished = 0;
                var free = new double[batch];
                for (var at = since + spacing / 3; at <= Math.min(second, until); at += spacing) {
                    var slot = arrived % batch;
                    arrived++;
                    free[slot] = Math.max(free[slot] == 0 ? at : free[slot], at) + serviceSeconds;
                    finished += free[slot] <= second ? 1 : 0;
                }
                var inSystem = arrived - finished;
                return new double[] {finished, Math.min(batch, inSystem), Math.max(0, inSystem - batch)};
            };
        }
    }

    /** What the arrivals and state queries of these options answer for this pod. */
    public List<Series> answers(Sampling sampling) {
        var steps = sampling.steps();
        var finished = new ArrayList<Point>();
        var running = new ArrayList<Point>();
        var waiting = new ArrayList<Point>();
        var sampledAt = new ArrayList<Point>();
        for (var back = steps.count(); back >= 0; back--) {
            var at = PodFleets.NOW.minus(steps.step().multipliedBy(back));
            var newest = at.isBefore(endedAt) ? samples.floorEntry(at) : null;
            if (newest != null && newest.getKey().isAfter(at.minus(Duration.ofMinutes(5)))) {
                finished.add(new Point(at.toEpochMilli(), newest.getValue().finished()));
                running.add(new Point(at.toEpochMilli(), newest.getValue().running()));
                waiting.add(new Point(at.toEpochMilli(), newest.getValue().waiting()));
                sampledAt.add(new Point(at.toEpochMilli(), newest.getKey().toEpochMilli() / 1000.0));
            }
        }
        var newest = samples.floorKey(PodFleets.NOW).toEpochMilli() / 1000.0;
        return List.of(
                new Series(key, SeriesTag.FINISHED, finished),
                new Series(key, SeriesTag.RUNNING, running),
                new Series(key, SeriesTag.WAITING, waiting),
                new Series(key, SeriesTag.SAMPLED_AT, sampledAt),
                new Series(key, SeriesTag.NEWEST, List.of(new Point(PodFleets.NOW.toEpochMilli(), newest))));
    }

    public static Series single(String pod, SeriesTag part, double value) {
        return new Series(
                new PodKey(PodFleets.MODEL, PodFleets.NAMESPACE, pod),
                part,
                List.of(new Point(PodFleets.NOW.toEpochMilli(), value)));
    }
}
