package ai.llmd.wva.metrics.scrape;

import ai.llmd.wva.metrics.PodKey;
import ai.llmd.wva.metrics.Sampling;
import ai.llmd.wva.metrics.Series;
import ai.llmd.wva.metrics.Series.Point;
import ai.llmd.wva.metrics.SeriesTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The pages of one pod over the last window, and what Prometheus would answer about them: the value at an instant is
 * that of the newest page, unless that scrape failed or is too old.
 */
final class PodHistory {
    private static final Set<SeriesTag> STEPPED = Set.of(SeriesTag.FINISHED, SeriesTag.RUNNING, SeriesTag.WAITING);
    private static final double MILLIS = 1000;

    private final PodAddress address;
    private final Sampling sampling;
    private final NavigableMap<Instant, Page> pages = new TreeMap<>();

    PodHistory(PodAddress address, Sampling sampling) {
        this.address = address;
        this.sampling = sampling;
    }

    /** Adds a page and forgets those that no measure needs any more. */
    void add(Instant at, Page page) {
        pages.put(at, page);
        var oldest = at.minus(sampling.rateWindow()).minus(sampling.staleAfter());
        pages.headMap(oldest).clear();
    }

    boolean isEmpty() {
        return pages.isEmpty();
    }

    /** Whether nothing has been added since {@code limit}. */
    boolean endedBefore(Instant limit) {
        return pages.isEmpty() || pages.lastKey().isBefore(limit);
    }

    /** All series of all models at {@code now}. */
    List<Series> series(Instant now) {
        var models = new TreeSet<String>();
        pages.values().forEach(page -> models.addAll(page.models()));
        return models.stream().flatMap(model -> series(model, now)).toList();
    }

    private Stream<Series> series(String model, Instant now) {
        var key = new PodKey(model, address.namespace(), address.pod());
        var series = new ArrayList<Series>();
        STEPPED.forEach(part -> series.add(new Series(key, part, stepped(model, part, now))));
        series.add(new Series(key, SeriesTag.SAMPLED_AT, sampledAt(model, now)));
        newest(model, now).ifPresent(at -> series.add(single(key, SeriesTag.NEWEST, now, at)));
        Stream.concat(SeriesTag.TOKENS.stream(), SeriesTag.LATENCIES.stream())
                .forEach(part ->
                        increase(model, part, now).ifPresent(growth -> series.add(single(key, part, now, growth))));
        for (var part : List.of(SeriesTag.KV_CACHE, SeriesTag.GPU_CACHE)) {
            var value = valuesAt(model, now).get(part);
            if (value != null) {
                series.add(single(key, part, now, value));
            }
        }
        return series.stream();
    }

    private List<Point> stepped(String model, SeriesTag part, Instant now) {
        var points = new ArrayList<Point>();
        for (var instant : instants(now)) {
            var value = valuesAt(model, instant).get(part);
            if (value != null) {
                points.add(new Point(instant.toEpochMilli(), value));
            }
        }
        return points;
    }

    private List<Point> sampledAt(String model, Instant now) {
        var points = new ArrayList<Point>();
        for (var instant : instants(now)) {
            if (valuesAt(model, instant).containsKey(SeriesTag.RUNNING)) {
                points.add(new Point(
                        instant.toEpochMilli(), pages.floorKey(instant).toEpochMilli() / MILLIS));
            }
        }
        return points;
    }

    private List<Instant> instants(Instant now) {
        var steps = sampling.steps();
        var instants = new ArrayList<Instant>();
        for (var back = steps.count(); back >= 0; back--) {
            instants.add(now.minus(steps.step().multipliedBy(back)));
        }
        return instants;
    }

    private Map<SeriesTag, Double> valuesAt(String model, Instant instant) {
        var page = pages.floorEntry(instant);
        return page == null || page.getKey().isBefore(instant.minus(sampling.staleAfter()))
                ? Map.of()
                : page.getValue().values(model);
    }

    private OptionalDouble newest(String model, Instant now) {
        return pages.headMap(now, true).descendingMap().entrySet().stream()
                .filter(page -> page.getValue().values(model).containsKey(SeriesTag.RUNNING))
                .mapToDouble(page -> page.getKey().toEpochMilli() / MILLIS)
                .findFirst();
    }

    /** Growth of a counter over the window, from the last value before it on; a fall is a restart from 0. */
    private OptionalDouble increase(String model, SeriesTag part, Instant now) {
        var start = now.minus(sampling.rateWindow());
        var from = pages.floorKey(start) == null ? start : pages.floorKey(start);
        var previous = OptionalDouble.empty();
        var growth = OptionalDouble.empty();
        for (var page : pages.subMap(from, true, now, true).values()) {
            var value = page.values(model).get(part);
            if (value == null) {
                continue;
            }
            if (previous.isPresent()) {
                double before = previous.getAsDouble();
                growth = OptionalDouble.of(growth.orElse(0) + (value < before ? value : value - before));
            }
            previous = OptionalDouble.of(value);
        }
        return growth;
    }

    private static Series single(PodKey key, SeriesTag part, Instant at, double value) {
        return new Series(key, part, List.of(new Point(at.toEpochMilli(), value)));
    }
}
