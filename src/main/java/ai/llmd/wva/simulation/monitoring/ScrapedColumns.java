package ai.llmd.wva.simulation.monitoring;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.engine.EngineSeries;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.simulation.contender.EngineCounter;
import ai.llmd.wva.simulation.contender.EngineGauge;
import ai.llmd.wva.simulation.contender.EngineHistogram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which column of a scrape holds what; the same for all pods of a target. */
final class ScrapedColumns {
    private static final String PREFIX = SeriesConfiguration.defaults().metricPrefix();
    private static final Map<EngineGauge, String> GAUGES = Map.of(
            EngineGauge.RUNNING, "num_requests_running",
            EngineGauge.WAITING, "num_requests_waiting",
            EngineGauge.KV_CACHE_USAGE, "kv_cache_usage_perc");
    private static final Map<EngineCounter, String> COUNTERS = Map.of(
            EngineCounter.FINISHED, "request_success_total",
            EngineCounter.PROMPT_TOKENS, "prompt_tokens_total",
            EngineCounter.GENERATED_TOKENS, "generation_tokens_total",
            EngineCounter.STARTED, "time_to_first_token_seconds_count");
    private static final Map<EngineHistogram, String> HISTOGRAMS = Map.of(
            EngineHistogram.FIRST_TOKEN, "time_to_first_token_seconds",
            EngineHistogram.PER_OUTPUT_TOKEN, "request_time_per_output_token_seconds");
    private static final String BUCKET = "_bucket";
    /** Histograms of the lengths of requests. */
    private static final List<String> LENGTHS = List.of("request_prompt_tokens", "request_generation_tokens");

    private static final Set<String> STORED_BUCKETS = Stream.concat(HISTOGRAMS.values().stream(), LENGTHS.stream())
            .map(name -> name + BUCKET)
            .collect(Collectors.toUnmodifiableSet());

    private final EngineSeries series;
    private final Map<String, int[]> byName = new HashMap<>();
    private final int[] collected;
    private final int[] lengths;

    ScrapedColumns(EngineSeries series) {
        this.series = series;
        var columns = new HashMap<String, List<Integer>>();
        var others = new ArrayList<Integer>();
        for (var i = 0; i < series.size(); i++) {
            var name = series.ids().get(i).name();
            columns.computeIfAbsent(name, any -> new ArrayList<>()).add(i);
            if (!name.endsWith(BUCKET)) {
                others.add(i);
            }
        }
        columns.forEach((name, list) -> byName.put(name, array(list)));
        collected = array(others);
        var ofLengths = new ArrayList<Integer>();
        for (var name : LENGTHS) {
            ofLengths.addAll(columns.get(name + BUCKET));
            ofLengths.addAll(columns.get(name + "_sum"));
        }
        lengths = array(ofLengths);
    }

    /** Whether a series, by its name without prefix, is stored: all but the buckets that nobody asks for. */
    static boolean isStored(String name) {
        return !name.endsWith(BUCKET) || STORED_BUCKETS.contains(name);
    }

    /** Columns of a row; the last holds the prompt tokens that wait, which no engine exports. */
    int width() {
        return series.size() + 1;
    }

    int of(EngineGauge gauge) {
        return gauge == EngineGauge.UNPREFILLED_TOKENS ? series.size() : byName.get(GAUGES.get(gauge))[0];
    }

    /** A counter may be told apart by labels into several series. */
    int[] of(EngineCounter counter) {
        return byName.get(COUNTERS.get(counter));
    }

    /** Buckets by rising bounds, the last without bound. */
    int[] of(EngineHistogram histogram) {
        return byName.get(HISTOGRAMS.get(histogram) + BUCKET);
    }

    /** Bounds of the finite buckets of a histogram, in seconds. */
    double[] bounds(EngineHistogram histogram) {
        var columns = of(histogram);
        var bounds = new double[columns.length - 1];
        for (var i = 0; i < bounds.length; i++) {
            bounds[i] = Double.parseDouble(series.ids().get(columns[i]).labels().get("le"));
        }
        return bounds;
    }

    /** The columns that a collector asks for. */
    int[] collected() {
        return collected;
    }

    /** The buckets and sums of the lengths of requests. */
    int[] lengths() {
        return lengths;
    }

    /** The labels of each column's series for one pod. */
    List<Map<String, String>> labels(String namespace, String model, String pod) {
        var all = new ArrayList<Map<String, String>>();
        for (var id : series.ids()) {
            var labels = new HashMap<String, String>(id.labels());
            labels.put(RawSeries.NAME, PREFIX + id.name());
            labels.put("namespace", namespace);
            labels.put("pod", pod);
            Optional.of(model).filter(name -> !id.name().endsWith("_info")).ifPresent(name -> {
                labels.put("model_name", name);
                labels.put("engine", "0");
            });
            all.add(Map.copyOf(labels));
        }
        return all;
    }

    private static int[] array(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
