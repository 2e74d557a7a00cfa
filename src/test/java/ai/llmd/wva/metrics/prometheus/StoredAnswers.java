package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.signals.Points;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Prometheus answers about stored series: a matrix of samples as they are, of steps, or a vector. */
final class StoredAnswers {
    private static final long STALE_AFTER_MILLIS = 300_000;

    private final List<RawSeries> stored;

    StoredAnswers(List<RawSeries> stored) {
        this.stored = List.copyOf(stored);
    }

    /** The answer to {@code /api/v1/query_range}, where there are steps, or to {@code /api/v1/query}. */
    JsonObject of(MultiMap form) {
        var sides = form.get("query").split(" unless on ", 2);
        var selector = new PromQlSelector(sides[0]);
        var found = stored.stream()
                .filter(selector::matches)
                .filter(one -> sides.length == 1 || !isExcluded(one, sides[1]))
                .toList();
        if (form.contains("step")) {
            return steps(found, millis(form.get("start")), millis(form.get("end")), millis(form.get("step")));
        }
        var time = millis(form.get("time"));
        if (selector.range().isPresent()) {
            return samples(found, time - selector.range().get().toMillis(), time);
        }
        return selector.by().isPresent() ? counts(found, selector.by().get(), time) : newest(found, time);
    }

    /** By the right side of an {@code unless on}, which begins with the labels. */
    private boolean isExcluded(RawSeries one, String side) {
        var end = side.indexOf(')');
        var labels = List.of(side.substring(1, end).split(", *"));
        var selector = new PromQlSelector(side.substring(end + 1));
        return stored.stream()
                .filter(selector::matches)
                .anyMatch(other ->
                        labels.stream().allMatch(label -> other.label(label).equals(one.label(label))));
    }

    private static JsonObject samples(List<RawSeries> found, long after, long until) {
        var result = new JsonArray();
        for (var one : found) {
            var values = new JsonArray();
            var points = one.points();
            for (var i = 0; i < points.size(); i++) {
                if (points.at(i) > after && points.at(i) <= until) {
                    values.add(sample(points.at(i), points.value(i)));
                }
            }
            if (one.unusable() && values.isEmpty()) {
                values.add(sample(until, Double.NaN));
            }
            if (!values.isEmpty()) {
                result.add(metric(one.labels()).put("values", values));
            }
        }
        return success("matrix", result);
    }

    private static JsonObject steps(List<RawSeries> found, long start, long end, long step) {
        var result = new JsonArray();
        for (var one : found) {
            var values = new JsonArray();
            for (var at = start; at <= end; at += step) {
                var index = visible(one.points(), at);
                if (index >= 0) {
                    values.add(sample(at, one.points().value(index)));
                }
            }
            if (!values.isEmpty()) {
                result.add(metric(one.labels()).put("values", values));
            }
        }
        return success("matrix", result);
    }

    private static JsonObject newest(List<RawSeries> found, long time) {
        var result = new JsonArray();
        for (var one : found) {
            var index = visible(one.points(), time);
            if (index >= 0) {
                result.add(metric(one.labels())
                        .put("value", sample(time, one.points().value(index))));
            }
        }
        return success("vector", result);
    }

    private static JsonObject counts(List<RawSeries> found, List<String> by, long time) {
        var counts = new LinkedHashMap<Map<String, String>, Integer>();
        for (var one : found) {
            if (visible(one.points(), time) >= 0) {
                var labels = new HashMap<>(one.labels());
                labels.keySet().retainAll(by);
                counts.merge(labels, 1, Integer::sum);
            }
        }
        var result = new JsonArray();
        counts.forEach((labels, count) -> result.add(metric(labels).put("value", sample(time, count))));
        return success("vector", result);
    }

    private static int visible(Points points, long at) {
        var index = points.indexAt(at);
        return index >= 0 && points.at(index) > at - STALE_AFTER_MILLIS ? index : -1;
    }

    private static JsonArray sample(long at, double value) {
        return new JsonArray().add(at / 1000.0).add(Double.toString(value));
    }

    private static JsonObject metric(Map<String, String> labels) {
        var metric = new JsonObject();
        labels.forEach(metric::put);
        return new JsonObject().put("metric", metric);
    }

    static JsonObject success(String type, JsonArray result) {
        return new JsonObject()
                .put("status", "success")
                .put("data", new JsonObject().put("resultType", type).put("result", result));
    }

    private static long millis(String seconds) {
        return new BigDecimal(seconds).movePointRight(3).longValueExact();
    }
}
