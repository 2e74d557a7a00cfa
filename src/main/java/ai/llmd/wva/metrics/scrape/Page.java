package ai.llmd.wva.metrics.scrape;

import ai.llmd.wva.metrics.SeriesTag;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a pod's page says, by model: each metric summed over its other labels (engine, finished_reason), except the
 * shares of cache, which are averaged.
 */
final class Page {
    /** A scrape that failed: the series have ended, as Prometheus marks them. */
    static final Page NONE = new Page(Map.of());

    private static final String MODEL = "model_name";
    private static final Set<SeriesTag> SHARES = Set.of(SeriesTag.KV_CACHE, SeriesTag.GPU_CACHE);
    private static final Map<String, List<SeriesTag>> PARTS =
            Arrays.stream(SeriesTag.values()).collect(Collectors.groupingBy(SeriesTag::metric));

    private final Map<String, Map<SeriesTag, Double>> byModel;

    private Page(Map<String, Map<SeriesTag, Double>> byModel) {
        this.byModel = byModel;
    }

    static Page of(List<MetricSample> samples) {
        var sums = new HashMap<String, Map<SeriesTag, Double>>();
        var counts = new HashMap<String, Map<SeriesTag, Integer>>();
        for (var sample : samples) {
            for (var part : PARTS.getOrDefault(sample.name(), List.of())) {
                var model = sample.label(MODEL);
                sums.computeIfAbsent(model, any -> new EnumMap<>(SeriesTag.class))
                        .merge(part, sample.value(), Double::sum);
                counts.computeIfAbsent(model, any -> new EnumMap<>(SeriesTag.class))
                        .merge(part, 1, Integer::sum);
            }
        }
        sums.forEach((model, parts) -> parts.replaceAll(
                (part, sum) -> sum / (SHARES.contains(part) ? counts.get(model).get(part) : 1)));
        return new Page(sums);
    }

    Set<String> models() {
        return byModel.keySet();
    }

    /** The values of a model; none where the page has none. */
    Map<SeriesTag, Double> values(String model) {
        return byModel.getOrDefault(model, Map.of());
    }
}
