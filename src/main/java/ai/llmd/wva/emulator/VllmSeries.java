package ai.llmd.wva.emulator;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Makes the series of one server: every name begins with its prefix, and every series but the infos carries the labels
 * {@code model_name} and {@code engine}.
 */
final class VllmSeries {
    /** The one engine that there is; vLLM numbers its data parallel ranks so. */
    static final String ENGINE = "0";

    private static final String[] LABELS = {"model_name", "engine"};

    private final String prefix;
    private final String model;
    private final PrometheusRegistry registry = new PrometheusRegistry();

    // Micrometer would turn the colons of the names into underscores, so that it only writes what Prometheus' own
    // classes count
    private final PrometheusMeterRegistry exposition =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, registry, Clock.SYSTEM);

    VllmSeries(String prefix, String model) {
        this.prefix = prefix;
        this.model = model;
    }

    GaugeDataPoint gauge(String name, String help) {
        return gauges(name, help, LABELS).labelValues(model, ENGINE);
    }

    /** Gauges told apart by one more label. */
    Function<String, GaugeDataPoint> gaugesBy(String label, String name, String help) {
        var gauges = gauges(name, help, LABELS[0], LABELS[1], label);
        return value -> gauges.labelValues(model, ENGINE, value);
    }

    /** A counter, which is exported with the suffix {@code _total}. */
    CounterDataPoint counter(String name, String help) {
        return counters(name, help, LABELS).labelValues(model, ENGINE);
    }

    /** Counters told apart by one more label. */
    Function<String, CounterDataPoint> countersBy(String label, String name, String help) {
        var counters = counters(name, help, LABELS[0], LABELS[1], label);
        return value -> counters.labelValues(model, ENGINE, value);
    }

    DistributionDataPoint histogram(String name, String help, double[] upperBounds) {
        return Histogram.builder()
                .name(prefix + name)
                .help(help)
                .labelNames(LABELS)
                .classicOnly()
                .classicUpperBounds(upperBounds)
                .withoutExemplars()
                .register(registry)
                .labelValues(model, ENGINE);
    }

    /** A constant 1 that says something by its labels, and by no others. */
    void info(String name, String help, SortedMap<String, String> labels) {
        Info.builder()
                .name(prefix + name)
                .help(help)
                .labelNames(labels.keySet().toArray(String[]::new))
                .register(registry)
                .setLabelValues(labels.values().toArray(String[]::new));
    }

    /** All of it in Prometheus' text format. */
    String text() {
        return exposition.scrape();
    }

    private Gauge gauges(String name, String help, String... labels) {
        return Gauge.builder()
                .name(prefix + name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    private Counter counters(String name, String help, String... labels) {
        return Counter.builder()
                .name(prefix + name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }
}
