package ai.llmd.wva.metrics.prometheus;

import static org.awaitility.Awaitility.await;

import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.config.Live;
import ai.llmd.wva.config.PrometheusSettings;
import ai.llmd.wva.fixture.PrometheusOptions;
import ai.llmd.wva.fixture.PrometheusServer;
import ai.llmd.wva.fixture.PrometheusTargets;
import ai.llmd.wva.fixture.ScrapeTarget;
import ai.llmd.wva.fixture.TextServer;
import ai.llmd.wva.metrics.RecordedPods;
import ai.llmd.wva.metrics.SourceContract;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.PodFleets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Recorded pods that a real Prometheus stores: it reads their whole past from one page, whose samples have times of
 * their own. The measure is a little ahead of the clock, so that it sees what Prometheus itself adds.
 */
class PrometheusMetricsSourceContractIT extends SourceContract {
    private static final Duration AHEAD = Duration.ofSeconds(90);
    private static final Duration LIMIT = Duration.ofSeconds(80);
    private static final String NOBODY = "127.0.0.1:1";

    private static PrometheusServer prometheus;
    private static Vertx vertx;
    private Instant now;
    private String namespace;

    @BeforeAll
    static void start() {
        prometheus = PrometheusServer.start(PrometheusOptions.http(Duration.ofSeconds(1)));
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        if (vertx != null) {
            vertx.close().await();
            prometheus.close();
        }
    }

    @BeforeEach
    void begin() {
        now = Instant.now().plus(AHEAD).truncatedTo(ChronoUnit.SECONDS);
        namespace = "n" + UUID.randomUUID();
    }

    @Override
    protected Instant now() {
        return now;
    }

    @Override
    protected String namespace() {
        return namespace;
    }

    @Override
    protected Measurement measured(RecordedPods pods, Variant variant) {
        var servers = new ArrayList<TextServer>();
        var targets = new ArrayList<ScrapeTarget>();
        for (var pod : pods.pods()) {
            var address = NOBODY;
            if (pods.answers(pod)) {
                var history = pods.history(pod, now);
                servers.add(TextServer.start("127.0.0.1", 0, () -> history));
                address = "127.0.0.1:" + servers.get(servers.size() - 1).port();
            }
            targets.add(new ScrapeTarget(address, Map.of("namespace", namespace, "pod", pod)));
        }
        prometheus.targets().put(PrometheusTargets.Scheme.PLAIN, "recorded", targets);
        await().atMost(LIMIT)
                .until(() ->
                        prometheus.query("up{namespace=\"" + namespace + "\"}").size() == targets.size());
        prometheus.targets().put(PrometheusTargets.Scheme.PLAIN, "recorded", List.of());
        var source = new PrometheusMetricsSource(
                vertx,
                Configurations.collector("'allowPlainHttp': true"),
                new Live<>(PrometheusSettings.at(prometheus.url().toString())),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        var fleet = PodFleets.of(variant);
        source.measure(fleet, now.minusSeconds(RecordedPods.FIRST_SCRAPE)).await();
        var measured = source.measure(fleet, now).await().get(variant.id());
        source.close().await();
        servers.forEach(TextServer::close);
        return measured;
    }
}
