package ai.llmd.wva.metrics.scrape;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.signals.Points;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The pages of one pod as far back as measuring looks, as the series that a store would have of them. A sample's own
 * time counts where the page gives one, as Prometheus has it ({@code honor_timestamps}).
 */
final class PodHistory {
    private static final String UP = "up";
    private static final String INSTANCE = "instance";

    private final PodAddress address;
    private final SeriesConfiguration configuration;
    private final Duration lookBack;
    private final NavigableMap<Instant, Page> pages = new TreeMap<>();

    /** One page that was read, or a failure to. */
    private record Page(boolean up, List<MetricSample> samples) {}

    PodHistory(PodAddress address, SeriesConfiguration configuration, Duration lookBack) {
        this.address = address;
        this.configuration = configuration;
        this.lookBack = lookBack;
    }

    /** Adds a page and forgets those that no measure needs any more. */
    void add(Instant at, List<MetricSample> samples) {
        put(at, new Page(true, List.copyOf(samples)));
    }

    /** Adds that the page could not be read. */
    void addFailure(Instant at) {
        put(at, new Page(false, List.of()));
    }

    private void put(Instant at, Page page) {
        pages.put(at, page);
        pages.headMap(at.minus(lookBack)).clear();
    }

    boolean isEmpty() {
        return pages.isEmpty();
    }

    /** Whether nothing has been added since {@code limit}. */
    boolean endedBefore(Instant limit) {
        return pages.isEmpty() || pages.lastKey().isBefore(limit);
    }

    /** All series at {@code now}. */
    List<RawSeries> series(Instant now) {
        var points = new LinkedHashMap<Map<String, String>, Points.Builder>();
        pages.subMap(now.minus(lookBack), true, now, true).forEach((at, page) -> {
            var millis = at.toEpochMilli();
            points.computeIfAbsent(labelled(UP, Map.of()), any -> new Points.Builder())
                    .add(millis, page.up() ? 1 : 0);
            for (var sample : page.samples()) {
                points.computeIfAbsent(labelled(sample.name(), sample.labels()), any -> new Points.Builder())
                        .add(sample.timestampMillis().orElse(millis), sample.value());
            }
        });
        var series = new ArrayList<RawSeries>();
        points.forEach((labels, builder) -> series.add(new RawSeries(labels, builder.build(), builder.sawUnusable())));
        return series;
    }

    private Map<String, String> labelled(String name, Map<String, String> labels) {
        var all = new HashMap<>(labels);
        all.put(RawSeries.NAME, name);
        all.put(configuration.namespaceLabel(), address.namespace());
        all.put(configuration.podLabel(), address.pod());
        all.put(INSTANCE, address.pod());
        return all;
    }
}
