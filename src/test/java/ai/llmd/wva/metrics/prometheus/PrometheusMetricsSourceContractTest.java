package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.config.Live;
import ai.llmd.wva.config.PrometheusSettings;
import ai.llmd.wva.fixture.SettableClock;
import ai.llmd.wva.metrics.RecordedPods;
import ai.llmd.wva.metrics.SourceContract;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.PodFleets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;

/** Recorded pods that something stored which answers as Prometheus does. */
class PrometheusMetricsSourceContractTest extends SourceContract {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Override
    protected Measurement measured(RecordedPods pods, Variant variant) {
        try (var prometheus = FakePrometheus.plain(vertx)) {
            prometheus.serves(pods.stored(namespace(), now()));
            var source = new PrometheusMetricsSource(
                    vertx,
                    Configurations.collector("'allowPlainHttp': true"),
                    new Live<>(PrometheusSettings.at(prometheus.url())),
                    new SimpleMeterRegistry(),
                    new SettableClock(now()));
            var fleet = PodFleets.of(variant);
            source.measure(fleet, now().minusSeconds(RecordedPods.FIRST_SCRAPE)).await();
            var measured = source.measure(fleet, now()).await().get(variant.id());
            source.close().await();
            return measured;
        }
    }
}
