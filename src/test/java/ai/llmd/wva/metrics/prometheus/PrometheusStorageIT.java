package ai.llmd.wva.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.config.Live;
import ai.llmd.wva.config.PrometheusSettings;
import ai.llmd.wva.fixture.PrometheusOptions;
import ai.llmd.wva.fixture.PrometheusServer;
import ai.llmd.wva.fixture.PrometheusTargets;
import ai.llmd.wva.fixture.ScrapeTarget;
import ai.llmd.wva.fixture.TextServer;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.PodFleets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ways in which a real Prometheus stores servers: histograms as native ones, and the same page more than once. */
class PrometheusStorageIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long START = System.nanoTime();
    private static final List<TextServer> SERVERS = new ArrayList<>();
    private static final List<ScrapeTarget> TARGETS = new ArrayList<>();

    private static PrometheusServer prometheus;
    private static Vertx vertx;
    private static PrometheusMetricsSource source;

    /** A vLLM that finishes so many requests a second, each of 20 + 100 tokens. */
    private static String vllm(double perSecond, double before) {
        var finished = before + Math.floor(perSecond * (System.nanoTime() - START) / 1e9);
        return line("num_requests_running", 2)
                + line("num_requests_waiting", 0)
                + line("request_success_total", finished)
                + histogram("request_prompt_tokens", 20, finished)
                + histogram("request_generation_tokens", 100, finished)
                + histogram("time_to_first_token_seconds", 0.5, finished);
    }

    private static String line(String name, double value) {
        return String.format(Locale.ROOT, "vllm:%s{model_name=\"%s\"} %s%n", name, PodFleets.MODEL, value);
    }

    private static String histogram(String name, double mean, double count) {
        return "# TYPE vllm:" + name + " histogram\n"
                + String.format(
                        Locale.ROOT, "vllm:%s_bucket{le=\"+Inf\",model_name=\"%s\"} %s%n", name, PodFleets.MODEL, count)
                + line(name + "_sum", mean * count)
                + line(name + "_count", count);
    }

    private static TextServer server(double perSecond, double before) {
        var server = TextServer.start("127.0.0.1", 0, () -> vllm(perSecond, before));
        SERVERS.add(server);
        return server;
    }

    private static void scraped(TextServer server, String pod, String label, String value) {
        TARGETS.add(new ScrapeTarget(
                "127.0.0.1:" + server.port(), Map.of("namespace", PodFleets.NAMESPACE, "pod", pod, label, value)));
    }

    @BeforeAll
    static void start() {
        prometheus = PrometheusServer.start(
                PrometheusOptions.http(Duration.ofMillis(500)).withNativeHistograms());
        scraped(server(20, 0), "plain", "job", "vllm");

        var paired = server(20, 0);
        scraped(paired, "paired", "replica", "a");
        scraped(paired, "paired", "replica", "b");

        scraped(server(20, 0), "two-ports", "endpoint", "api");
        scraped(server(20, 0), "two-ports", "endpoint", "metrics");

        scraped(server(20, 0), "two-servers", "job", "first");
        scraped(server(5, 7000), "two-servers", "job", "second");

        prometheus.targets().put(PrometheusTargets.Scheme.PLAIN, "vllm", TARGETS);
        await().atMost(LIMIT)
                .until(() -> prometheus.query("count_over_time(up[1m]) >= 20").size() == TARGETS.size());
        vertx = Vertx.vertx();
        source = new PrometheusMetricsSource(
                vertx,
                Configurations.collector("'rateWindow': '5s', 'staleAfter': '10s', 'allowPlainHttp': true"),
                new Live<>(PrometheusSettings.at(prometheus.url().toString())),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        SERVERS.forEach(TextServer::close);
        if (source != null) {
            source.close().await();
            vertx.close().await();
            prometheus.close();
        }
    }

    private static Variant variant(String pod) {
        var ready = new PodInfo(pod, Optional.of(Instant.now().minusSeconds(3600)));
        return PodFleets.variant(pod, PodFleets.running(ready));
    }

    /** What is measured once it is what it should be. */
    private static Measured awaitRate(String pod, double perSecond) {
        var variants = List.of(variant("plain"), variant("paired"), variant("two-ports"), variant("two-servers"));
        var fleet = PodFleets.of(variants.toArray(Variant[]::new));
        var found = new ArrayList<Measured>();
        await().atMost(LIMIT).untilAsserted(() -> {
            var measurement = source.measure(fleet, Instant.now())
                    .await()
                    .get(variant(pod).id());
            assertThat(measurement).isInstanceOfSatisfying(Measured.class, measured -> {
                assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(perSecond, within(perSecond / 10));
                found.add(measured);
            });
        });
        return found.get(0);
    }

    @Test
    void nativeHistogramsTellTokensAndTimes() {
        var load = awaitRate("plain", 20).load();
        assertThat(prometheus.query("{__name__=~\"vllm:.*_sum\"}")).isEmpty();
        assertThat(load.inputTokens().orElseThrow()).isEqualTo(20, within(1e-6));
        assertThat(load.outputTokens().orElseThrow()).isEqualTo(100, within(1e-6));
        assertThat(load.ttftMillis().orElseThrow()).isEqualTo(500, within(1e-6));
    }

    @Test
    void whatAPairOfPrometheusesStoresTwiceCountsOnce() {
        assertThat(awaitRate("paired", 20).load().running()).isEqualTo(2);
    }

    @Test
    void twoPortsThatShowOnePageCountOnce() {
        var measured = awaitRate("two-ports", 20);
        assertThat(measured.load().running()).isEqualTo(2);
        assertThat(measured.caveats()).contains(new Caveat.RepeatedPages(List.of("two-ports")));
    }

    @Test
    void twoServersOfOnePodAddUp() {
        assertThat(awaitRate("two-servers", 25).load().running()).isEqualTo(4);
    }
}
