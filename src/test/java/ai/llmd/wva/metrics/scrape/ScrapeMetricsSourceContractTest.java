package ai.llmd.wva.metrics.scrape;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.fixture.SettableClock;
import ai.llmd.wva.metrics.RecordedPods;
import ai.llmd.wva.metrics.SourceContract;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.PodFleets;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Recorded pods that are read by the controller itself; time passes only by hand. */
class ScrapeMetricsSourceContractTest extends SourceContract {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Override
    protected Measurement measured(RecordedPods pods, Variant variant) {
        var clock = new SettableClock(now().minusSeconds(RecordedPods.FIRST_SCRAPE));
        var server = vertx.createHttpServer()
                .requestHandler(request -> pods.page(
                                request.path().substring(1),
                                Duration.between(clock.instant(), now()).toSeconds())
                        .ifPresentOrElse(
                                page -> request.response().end(page),
                                () -> request.response().setStatusCode(500).end()))
                .listen(0, "127.0.0.1")
                .await();
        var options = ScrapeOptions.of(CollectorConfiguration.defaults().sampling(), Duration.ofHours(1));
        var source = new ScrapeMetricsSource(
                vertx,
                options,
                (owner, pod) -> Optional.of(URI.create("http://127.0.0.1:" + server.actualPort() + "/" + pod.name())),
                clock);
        var fleet = PodFleets.of(variant);
        source.measure(fleet, clock.instant()).await();
        for (var ago = RecordedPods.FIRST_SCRAPE; ago > RecordedPods.LAST_SCRAPE; ago -= RecordedPods.INTERVAL) {
            clock.advance(Duration.ofSeconds(RecordedPods.INTERVAL));
            source.scrape().await();
        }
        var measured = source.measure(fleet, now()).await().get(variant.id());
        source.close().await();
        server.close().await();
        return measured;
    }
}
