package ai.llmd.wva.signals;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/** The series of one server process, each once. */
final class ProcessSamples {
    private static final List<Signal> CLOCKS = List.of(Signal.RUNNING, Signal.FINISHED, Signal.STARTED, Signal.ARRIVED);

    private static final List<Signal> COUNTERS = List.of(Signal.FINISHED, Signal.STARTED, Signal.ARRIVED);
    /** A sample is missing from that share of the usual distance on; series of one scrape may be stored apart. */
    private static final double PUNCTUAL = 0.9;

    private final Map<Signal, SortedMap<String, Points>> parts = new EnumMap<>(Signal.class);
    private final Set<Signal> unusable = EnumSet.noneOf(Signal.class);

    /** Adds a series. Of two that differ in who scraped them only, the one that saw more stays. */
    void add(SignalSeries series) {
        if (series.unusable()) {
            unusable.add(series.signal());
        }
        if (!series.points().isEmpty()) {
            parts.computeIfAbsent(series.signal(), any -> new TreeMap<>())
                    .merge(
                            series.part(),
                            series.points(),
                            series.signal() == Signal.KV_CACHE ? ProcessSamples::larger : ProcessSamples::better);
        }
    }

    /** Of the series that the processes of one engine leave, the others are of processes that are gone. */
    private static Points larger(Points one, Points other) {
        return other.last() > one.last() ? other : one;
    }

    private static Points better(Points one, Points other) {
        if (one.size() != other.size()) {
            return one.size() > other.size() ? one : other;
        }
        return other.lastAt() > one.lastAt() ? other : one;
    }

    List<Points> of(Signal signal) {
        var found = parts.get(signal);
        return found == null ? List.of() : List.copyOf(found.values());
    }

    boolean has(Signal signal) {
        return parts.containsKey(signal);
    }

    boolean isUnusable(Signal signal) {
        return unusable.contains(signal);
    }

    /** When it was last sampled; {@link Long#MIN_VALUE} if never. */
    long newest() {
        return newest(CLOCKS);
    }

    private long newest(List<Signal> signals) {
        var newest = Long.MIN_VALUE;
        for (var signal : signals) {
            for (var points :
                    parts.getOrDefault(signal, Collections.emptySortedMap()).values()) {
                newest = Math.max(newest, points.lastAt());
            }
        }
        return newest;
    }

    /**
     * Whether requests were counted at a time, as far as they were before. Samples of other series without a count are
     * no whole readings: a counter that stands still and one that is not stored look alike in what they add.
     */
    LongPredicate counted() {
        for (var signal : COUNTERS) {
            if (has(signal)) {
                var parts = of(signal);
                double late = PUNCTUAL
                        * parts.stream()
                                .mapToDouble(ProcessSamples::distance)
                                .min()
                                .orElse(Double.POSITIVE_INFINITY);
                return time -> isCounted(parts, time, late);
            }
        }
        return time -> true;
    }

    private static boolean isCounted(List<Points> parts, long time, double late) {
        var newest = Long.MIN_VALUE;
        for (var points : parts) {
            int index = points.indexAt(time);
            if (index >= 0) {
                newest = Math.max(newest, points.at(index));
            }
        }
        return newest == Long.MIN_VALUE || time - newest < late;
    }

    /** The usual one between two samples. */
    private static double distance(Points points) {
        if (points.size() < 2) {
            return Double.POSITIVE_INFINITY;
        }
        var distances = new long[points.size() - 1];
        for (var i = 0; i < distances.length; i++) {
            distances[i] = points.at(i + 1) - points.at(i);
        }
        Arrays.sort(distances);
        return distances[distances.length / 2];
    }

    /** When a request was last counted in any way; {@link Long#MIN_VALUE} if never. */
    long newestCount() {
        return newest(COUNTERS);
    }

    /**
     * Whether another process of the same pod shows the same page: all its counters, put together in order of time,
     * only grow. Two servers that count for themselves do not keep in step; where they do, because they get the same
     * load, that they began at different times tells them apart.
     */
    boolean samePageAs(ProcessSamples other) {
        if (beganApartFrom(other)) {
            return false;
        }
        var counted = false;
        for (var signal : Signal.values()) {
            if (!signal.isCounter()) {
                continue;
            }
            var mine = parts.getOrDefault(signal, new TreeMap<>());
            var others = other.parts.getOrDefault(signal, new TreeMap<>());
            if (!mine.keySet().equals(others.keySet())) {
                return false;
            }
            for (var part : mine.entrySet()) {
                var theirs = others.get(part.getKey());
                if (!growsOn(part.getValue(), theirs)) {
                    return false;
                }
                counted |= part.getValue().last() > 0 && theirs.last() > 0;
            }
        }
        return counted;
    }

    private boolean beganApartFrom(ProcessSamples other) {
        var mine = values(Signal.CREATED);
        var others = other.values(Signal.CREATED);
        return !mine.isEmpty() && !others.isEmpty() && Collections.disjoint(mine, others);
    }

    private Set<Double> values(Signal signal) {
        var values = new TreeSet<Double>();
        for (var points : of(signal)) {
            for (var i = 0; i < points.size(); i++) {
                values.add(points.value(i));
            }
        }
        return values;
    }

    private static boolean growsOn(Points one, Points other) {
        var i = 0;
        var j = 0;
        var last = Double.NEGATIVE_INFINITY;
        while (i < one.size() || j < other.size()) {
            var first = j >= other.size() || (i < one.size() && one.at(i) <= other.at(j));
            var value = first ? one.value(i++) : other.value(j++);
            if (value < last) {
                return false;
            }
            last = value;
        }
        return true;
    }
}
