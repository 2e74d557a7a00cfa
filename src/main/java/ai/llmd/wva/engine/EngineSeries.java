package ai.llmd.wva.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Series of one server in a fixed order. Reading them makes no objects, so that it can be done often. */
public final class EngineSeries {
    private final List<Id> ids = new ArrayList<>();
    private final List<ToDoubleFunction<EngineState>> values = new ArrayList<>();

    /**
     * What a series is called.
     *
     * @param name as exported, without prefix
     * @param labels but those that tell servers apart
     */
    public record Id(String name, SortedMap<String, String> labels) {}

    EngineSeries(List<EngineMetric> metrics, Predicate<String> wanted) {
        for (var metric : metrics) {
            if (metric instanceof EngineMetric.Level level) {
                add(wanted, level.name(), level.labels(), level.value());
            } else if (metric instanceof EngineMetric.Total total) {
                add(wanted, total.name() + "_total", total.labels(), total.value());
            } else if (metric instanceof EngineMetric.Facts facts) {
                add(wanted, facts.name() + "_info", facts.labels(), state -> 1);
            } else if (metric instanceof EngineMetric.Distribution distribution) {
                add(wanted, distribution.name(), distribution.buckets());
            }
        }
    }

    /** The series, in the order of their values. */
    public List<Id> ids() {
        return Collections.unmodifiableList(ids);
    }

    public int size() {
        return values.size();
    }

    /** Writes the values, with levels as of {@code state}, to the beginning of {@code into}. */
    public void read(EngineState state, double[] into) {
        for (var i = 0; i < values.size(); i++) {
            into[i] = values.get(i).applyAsDouble(state);
        }
    }

    private void add(Predicate<String> wanted, String name, BucketCounts buckets) {
        for (var i = 0; wanted.test(name + "_bucket") && i < buckets.size(); i++) {
            var bucket = i;
            var bound = buckets.upperBound(i);
            var labels = new TreeMap<String, String>();
            labels.put("le", bound == Double.POSITIVE_INFINITY ? "+Inf" : String.valueOf(bound));
            add(wanted, name + "_bucket", labels, state -> buckets.cumulativeCount(bucket));
        }
        add(wanted, name + "_sum", new TreeMap<>(), state -> buckets.sum());
        add(wanted, name + "_count", new TreeMap<>(), state -> buckets.count());
    }

    private void add(
            Predicate<String> wanted,
            String name,
            SortedMap<String, String> labels,
            ToDoubleFunction<EngineState> value) {
        if (wanted.test(name)) {
            ids.add(new Id(name, Collections.unmodifiableSortedMap(labels)));
            values.add(value);
        }
    }
}
