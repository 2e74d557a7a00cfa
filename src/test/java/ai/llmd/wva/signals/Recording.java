package ai.llmd.wva.signals;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
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

    /** Five minutes of a pod that serves a request a second. */
    public static Recording steady(String pod) {
        return ofPod(pod).scraped(4, 300, 0, second -> new double[] {1000 + second, 1, 0});
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

    /** All its samples up to now, as a store would hold them. */
    public List<SignalSeries> series() {
        var finished = new Points.Builder();
        var running = new Points.Builder();
        var waiting = new Points.Builder();
        samples.headMap(PodFleets.NOW, true).forEach((at, sample) -> {
            if (!at.isBefore(PodFleets.NOW.minusSeconds(180)) && at.isBefore(endedAt)) {
                finished.add(at.toEpochMilli(), sample.finished());
                running.add(at.toEpochMilli(), sample.running());
                waiting.add(at.toEpochMilli(), sample.waiting());
            }
        });
        return List.of(
                series(key, Signal.FINISHED, finished),
                series(key, Signal.RUNNING, running),
                series(key, Signal.WAITING, waiting));
    }

    private static SignalSeries series(PodKey key, Signal signal, Points.Builder points) {
        return new SignalSeries(key, signal, metric(signal), "", "", points.build(), points.sawUnusable());
    }

    /** What vLLM calls a signal. */
    public static String metric(Signal signal) {
        return switch (signal) {
            case FINISHED -> "vllm:request_success_total";
            case RUNNING -> "vllm:num_requests_running";
            case WAITING -> "vllm:num_requests_waiting";
            default -> "vllm:" + signal.name().toLowerCase(Locale.ROOT);
        };
    }

    /** A counter that grew by so much over the last minute. */
    public static SignalSeries grown(String pod, Signal signal, double growth) {
        var points = new Points.Builder()
                .add(PodFleets.NOW.minusSeconds(64).toEpochMilli(), 1000)
                .add(PodFleets.NOW.minusSeconds(4).toEpochMilli(), 1000 + growth);
        return series(new PodKey(PodFleets.MODEL, PodFleets.NAMESPACE, pod), signal, points);
    }

    /** A gauge now. */
    public static SignalSeries single(String pod, Signal signal, double value) {
        var points = new Points.Builder().add(PodFleets.NOW.toEpochMilli(), value);
        return series(new PodKey(PodFleets.MODEL, PodFleets.NAMESPACE, pod), signal, points);
    }
}
