package ai.llmd.wva.metrics;

import ai.llmd.wva.metrics.scrape.MetricSample;
import ai.llmd.wva.metrics.scrape.TextFormat;
import ai.llmd.wva.signals.Points;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleFunction;

/** The metrics pages of some pods at each of the scrapes before a measure; a page may be missing. */
public final class RecordedPods {
    /** Seconds before the measure. */
    public static final long FIRST_SCRAPE = 174;

    public static final long LAST_SCRAPE = 4;
    public static final long INTERVAL = 10;

    private final SortedMap<String, SortedMap<Long, String>> pages = new TreeMap<>();

    /** A pod whose page at a time in seconds, negative before the measure, is this; {@code null} where it has none. */
    public RecordedPods pod(String pod, DoubleFunction<String> page) {
        var read = pages.computeIfAbsent(pod, any -> new TreeMap<>());
        for (var ago = FIRST_SCRAPE; ago >= LAST_SCRAPE; ago -= INTERVAL) {
            var text = page.apply((double) -ago);
            if (text != null) {
                read.put(-ago, text);
            }
        }
        return this;
    }

    public SortedSet<String> pods() {
        return new TreeSet<>(pages.keySet());
    }

    /** What a pod shows so many seconds before the measure. */
    public Optional<String> page(String pod, long secondsBefore) {
        return Optional.ofNullable(pages.getOrDefault(pod, new TreeMap<>()).get(-secondsBefore));
    }

    /** Whether a pod ever shows a page. */
    public boolean answers(String pod) {
        return !pages.get(pod).isEmpty();
    }

    /** All pages of a pod as one whose samples have the times at which they were taken. */
    public String history(String pod, Instant now) {
        var history = new StringBuilder();
        pages.get(pod).forEach((second, page) -> {
            var at = now.plusSeconds(second).toEpochMilli();
            page.lines()
                    .forEach(line -> history.append(line).append(' ').append(at).append('\n'));
        });
        return history.toString();
    }

    /** The series that Prometheus has of these pods, of which it knows namespace and name. */
    public List<RawSeries> stored(String namespace, Instant now) {
        var points = new LinkedHashMap<Map<String, String>, Points.Builder>();
        pages.forEach((pod, read) -> {
            for (var ago = FIRST_SCRAPE; ago >= LAST_SCRAPE; ago -= INTERVAL) {
                var at = now.minusSeconds(ago).toEpochMilli();
                var page = read.get(-ago);
                var up = labelled("up", Map.of(), namespace, pod);
                points.computeIfAbsent(up, any -> new Points.Builder()).add(at, page == null ? 0 : 1);
                for (var sample : page == null ? List.<MetricSample>of() : TextFormat.parse(page)) {
                    points.computeIfAbsent(
                                    labelled(sample.name(), sample.labels(), namespace, pod),
                                    any -> new Points.Builder())
                            .add(at, sample.value());
                }
            }
        });
        var series = new ArrayList<RawSeries>();
        points.forEach((labels, all) -> series.add(new RawSeries(labels, all.build(), all.sawUnusable())));
        return series;
    }

    private static Map<String, String> labelled(String name, Map<String, String> own, String namespace, String pod) {
        var labels = new TreeMap<>(own);
        labels.put(RawSeries.NAME, name);
        labels.put("namespace", namespace);
        labels.put("pod", pod);
        labels.put("instance", pod + ":8000");
        labels.put("job", "vllm");
        return labels;
    }
}
