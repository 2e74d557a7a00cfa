package ai.llmd.wva.doctor;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.config.Live;
import ai.llmd.wva.config.PrometheusSettings;
import ai.llmd.wva.hpa.AutoscalerRemarks;
import ai.llmd.wva.hpa.ScalePacing;
import ai.llmd.wva.kubernetes.ExternalReading;
import ai.llmd.wva.metrics.Inventory;
import ai.llmd.wva.metrics.prometheus.PrometheusMetricsSource;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.VariantId;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures variants once, by the questions and the arithmetic of a controller. */
public final class Examination {
    private final Inventory inventory;
    private final PrometheusMetricsSource source;
    private final SeriesVariants variants;
    private final Clock clock;

    public Examination(
            Vertx vertx,
            CollectorConfiguration collector,
            PrometheusSettings prometheus,
            MeterRegistry registry,
            Clock clock) {
        this.inventory = new Inventory(collector.series());
        this.source =
                new PrometheusMetricsSource(vertx, collector, new Live<>(prometheus), registry, clock, inventory::add);
        this.variants = new SeriesVariants(collector.series());
        this.clock = clock;
    }

    /**
     * One finding for each variant of a fleet, in order. Never fails.
     *
     * @param readings what autoscalers read, by variant
     */
    public Future<List<VariantFinding>> of(Fleet fleet, Map<VariantId, ExternalReading> readings) {
        return source.measure(fleet, clock.instant())
                .map(measurements -> fleet.variants().values().stream()
                        .map(variant -> new VariantFinding(
                                variant,
                                measurements.get(variant.id()),
                                inventory.of(variant),
                                !AutoscalerRemarks.areDue(fleet, variant),
                                ScalePacing.rival(fleet, variant),
                                Optional.ofNullable(readings.get(variant.id()))))
                        .toList());
    }

    /**
     * Each model of a namespace that has series, as if one variant served it. Fails where Prometheus cannot be asked.
     */
    public Future<Fleet> fleetOf(String namespace, Settings settings) {
        var now = clock.instant();
        return source.running(namespace, now).map(running -> variants.of(namespace, running, settings, now));
    }

    public Future<Void> close() {
        return source.close();
    }
}
