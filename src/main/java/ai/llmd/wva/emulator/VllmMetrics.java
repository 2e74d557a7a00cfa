package ai.llmd.wva.emulator;

import ai.llmd.wva.engine.BucketCounts;
import ai.llmd.wva.engine.EngineCounters;
import ai.llmd.wva.engine.EngineMetric;
import ai.llmd.wva.engine.EngineState;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * Writes what an engine has counted as the metrics page of a server: every name begins with its prefix, and every
 * series but the infos carries the labels {@code model_name} and {@code engine}.
 */
public final class VllmMetrics implements MultiCollector {
    private final String prefix;
    private final Labels server;
    private final EngineCounters counters;

    // Micrometer would turn the colons of the names into underscores, so that it only writes what is collected here
    private final PrometheusMeterRegistry exposition;

    private EngineState state;

    /** Series whose names begin with {@code prefix}, vLLM's own being {@code vllm:}. */
    public VllmMetrics(String prefix, String model, EngineCounters counters) {
        this.prefix = prefix;
        // the one engine that there is; vLLM numbers its data parallel ranks so
        this.server = Labels.of("engine", "0", "model_name", model);
        this.counters = counters;
        var registry = new PrometheusRegistry();
        registry.register(this);
        exposition = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, registry, Clock.SYSTEM);
    }

    /** The exposition in Prometheus' text format, with the gauges set to {@code newState}. */
    public String text(EngineState newState) {
        state = newState;
        return exposition.scrape();
    }

    @Override
    public MetricSnapshots collect() {
        if (state == null) {
            return new MetricSnapshots();
        }
        Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
        Map<String, CounterSnapshot.Builder> totals = new LinkedHashMap<>();
        var all = MetricSnapshots.builder();
        for (var metric : counters.metrics()) {
            var name = prefix + metric.name();
            if (metric instanceof EngineMetric.Level level) {
                gauges.computeIfAbsent(
                                name, same -> GaugeSnapshot.builder().name(same).help(level.help()))
                        .dataPoint(GaugeDataPointSnapshot.builder()
                                .value(level.value().applyAsDouble(state))
                                .labels(labels(level.labels()))
                                .build());
            } else if (metric instanceof EngineMetric.Total total) {
                totals.computeIfAbsent(
                                name,
                                same -> CounterSnapshot.builder().name(same).help(total.help()))
                        .dataPoint(CounterDataPointSnapshot.builder()
                                .value(total.value().applyAsDouble(state))
                                .labels(labels(total.labels()))
                                .build());
            } else if (metric instanceof EngineMetric.Distribution distribution) {
                all.metricSnapshot(histogram(name, distribution));
            } else if (metric instanceof EngineMetric.Facts facts) {
                all.metricSnapshot(info(name, facts));
            }
        }
        gauges.values().forEach(gauge -> all.metricSnapshot(gauge.build()));
        totals.values().forEach(total -> all.metricSnapshot(total.build()));
        return all.build();
    }

    private MetricSnapshot histogram(String name, EngineMetric.Distribution distribution) {
        return HistogramSnapshot.builder()
                .name(name)
                .help(distribution.help())
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets(distribution.buckets()))
                        .sum(distribution.buckets().sum())
                        .labels(server)
                        .build())
                .build();
    }

    private static MetricSnapshot info(String name, EngineMetric.Facts facts) {
        return InfoSnapshot.builder()
                .name(name)
                .help(facts.help())
                .dataPoint(InfoDataPointSnapshot.builder()
                        .labels(labelsOf(facts.labels()))
                        .build())
                .build();
    }

    private static ClassicHistogramBuckets buckets(BucketCounts counts) {
        var buckets = IntStream.range(0, counts.size());
        var bounds = buckets.mapToDouble(counts::upperBound).toArray();
        return ClassicHistogramBuckets.of(
                bounds,
                IntStream.range(0, counts.size()).mapToLong(counts::count).toArray());
    }

    private Labels labels(SortedMap<String, String> more) {
        return more.isEmpty() ? server : server.merge(labelsOf(more));
    }

    private static Labels labelsOf(SortedMap<String, String> labels) {
        return Labels.of(labels.keySet().toArray(String[]::new), labels.values().toArray(String[]::new));
    }
}
