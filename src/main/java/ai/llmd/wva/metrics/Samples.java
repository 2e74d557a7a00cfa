package ai.llmd.wva.metrics;

import ai.llmd.wva.metrics.Series.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

/** All that Prometheus answered in one measure, by pod. NaN and infinite values are no values, but are remembered. */
final class Samples {
    private final Map<PodKey, EnumMap<SeriesTag, List<Point>>> byPod = new HashMap<>();
    private final Map<PodKey, SortedSet<String>> unusable = new HashMap<>();

    Samples(Collection<Series> answers) {
        for (var series : answers) {
            var points = byPod.computeIfAbsent(series.key(), key -> new EnumMap<>(SeriesTag.class))
                    .computeIfAbsent(series.part(), part -> new ArrayList<>());
            for (var point : series.points()) {
                if (Double.isFinite(point.value())) {
                    points.add(point);
                } else {
                    unusable.computeIfAbsent(series.key(), key -> new TreeSet<>())
                            .add(series.part().metric());
                }
            }
        }
    }

    List<Point> points(PodKey key, SeriesTag part) {
        var parts = byPod.get(key);
        return parts == null ? List.of() : parts.getOrDefault(part, List.of());
    }

    OptionalDouble last(PodKey key, SeriesTag part) {
        var points = points(key, part);
        return points.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(points.get(points.size() - 1).value());
    }

    /** When the pod was last sampled, as far as the queries look back. */
    Optional<Instant> newest(PodKey key) {
        var seconds = Math.max(
                last(key, SeriesTag.SAMPLED_AT).orElse(Double.NEGATIVE_INFINITY),
                last(key, SeriesTag.NEWEST).orElse(Double.NEGATIVE_INFINITY));
        return Double.isFinite(seconds)
                ? Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000)))
                : Optional.empty();
    }

    /** Metrics of the pod that had NaN or infinite values. */
    SortedSet<String> unusable(PodKey key) {
        return unusable.getOrDefault(key, new TreeSet<>());
    }

    /** Pods of a model in a namespace; the empty name stands for series without a pod label. */
    SortedSet<String> pods(String model, String namespace) {
        var pods = new TreeSet<String>();
        for (var key : byPod.keySet()) {
            if (key.model().equals(model) && key.namespace().equals(namespace)) {
                pods.add(key.pod());
            }
        }
        return pods;
    }

    SortedSet<String> models(String namespace) {
        var models = new TreeSet<String>();
        for (var key : byPod.keySet()) {
            if (key.namespace().equals(namespace)) {
                models.add(key.model());
            }
        }
        return models;
    }
}
