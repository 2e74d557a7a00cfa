package ai.llmd.wva.metrics.prometheus;

import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.config.Live;
import ai.llmd.wva.config.PrometheusSettings;
import ai.llmd.wva.fixture.PrometheusOptions;
import ai.llmd.wva.fixture.PrometheusServer;
import ai.llmd.wva.fixture.PrometheusTargets;
import ai.llmd.wva.fixture.ScrapeTarget;
import ai.llmd.wva.fixture.TextServer;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.PodFleets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The queries in a real Prometheus, over HTTPS with a token: pods of two variants of an oddly named model, growing
 * counters.
 */
class PrometheusMetricsSourceIT {
    private static final Duration SCRAPE_INTERVAL = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String MODEL = "a\"b\\c{d}|e.*ü";
    private static final String MODEL_LABEL = "model_name=\"a\\\"b\\\\c{d}|e.*ü\"";
    private static final CollectorConfiguration OPTIONS = Configurations.collector("""
        'rateWindow': '5s', 'staleAfter': '10s', 'scrapeInterval': '500ms', 'retryDelays': ['100ms']
        """);

    private final long start = System.nanoTime();

    /** A vLLM that finishes so many requests a second, each of 20 + 100 tokens. */
    private String vllm(double perSecond, String running) {
        var finished = perSecond * (System.nanoTime() - start) / 1e9;
        var stopped = finished * 0.75;
        return series("request_success_total", ",finished_reason=\"stop\"", stopped)
                + series("request_success_total", ",finished_reason=\"abort\"", finished - stopped)
                + "vllm:num_requests_running{" + MODEL_LABEL + "} " + running + "\n"
                + series("num_requests_waiting", "", 1)
                + series("kv_cache_usage_perc", "", 0.25)
                + ratio("request_prompt_tokens", 20, finished)
                + series("request_prompt_tokens_bucket", ",le=\"10.0\"", 0)
                + series("request_prompt_tokens_bucket", ",le=\"20.0\"", finished)
                + series("request_prompt_tokens_bucket", ",le=\"+Inf\"", finished)
                + ratio("request_generation_tokens", 100, finished)
                + ratio("time_to_first_token_seconds", 0.5, finished)
                + ratio("time_per_output_token_seconds", 0.02, 99 * finished)
                + ratio("request_queue_time_seconds", 0.1, finished);
    }

    private static String series(String name, String more, double value) {
        return "vllm:" + name + "{" + MODEL_LABEL + more + "} " + value + "\n";
    }

    private static String ratio(String name, double mean, double count) {
        return series(name + "_sum", "", mean * count) + series(name + "_count", "", count);
    }

    private static ScrapeTarget target(TextServer server, String pod) {
        return new ScrapeTarget("127.0.0.1:" + server.port(), Map.of("namespace", PodFleets.NAMESPACE, "pod", pod));
    }

    /** The same pod, as a second ServiceMonitor has it scraped; nothing of it may count twice. */
    private static ScrapeTarget scrapedAgain(TextServer server, String pod) {
        var labels = Map.of("namespace", PodFleets.NAMESPACE, "pod", pod, "job", "again", "service", "again");
        return new ScrapeTarget("127.0.0.1:" + server.port(), labels);
    }

    private static Variant of(String name, String pod) {
        var ready = new PodInfo(pod, Optional.of(Instant.now().minusSeconds(3600)));
        return variant(PodFleets.NAMESPACE, name, MODEL, running(ready));
    }

    private static PrometheusSettings settings(PrometheusServer prometheus) {
        return new PrometheusSettings(
                prometheus.url().toString(),
                false,
                prometheus.caFile().map(Path::toString),
                Optional.empty(),
                Optional.empty(),
                Optional.of(PrometheusServer.SERVER_NAME),
                prometheus.bearerToken(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Measurement measure(PrometheusMetricsSource source, Fleet fleet, Variant variant) {
        return source.measure(fleet, Instant.now()).await().get(variant.id());
    }

    /** As a source that has just begun measures it; -1 where it does not. */
    private static double inputVariability(Vertx vertx, PrometheusServer prometheus, Fleet fleet, Variant variant) {
        var source = new PrometheusMetricsSource(
                vertx, OPTIONS, new Live<>(settings(prometheus)), new SimpleMeterRegistry(), Clock.systemUTC());
        try {
            return measure(source, fleet, variant) instanceof Measured measured
                    ? measured.load().inputVariability().orElse(-1)
                    : -1;
        } finally {
            source.close().await();
        }
    }

    private static void assertRate(Measurement measurement, double perSecond) {
        assertThat(measurement).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.partial()).isFalse();
            assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(perSecond, within(perSecond / 10));
        });
    }

    @Test
    void measuresPodsThatARealPrometheusScrapes() {
        var vertx = Vertx.vertx();
        var started = PrometheusOptions.https(SCRAPE_INTERVAL).withBearerToken("s3cret");
        try (var busy = TextServer.start("127.0.0.1", 0, () -> vllm(20, "2"));
                var calm = TextServer.start("127.0.0.1", 0, () -> vllm(5, "1"));
                var broken = TextServer.start("127.0.0.1", 0, () -> vllm(5, "NaN"));
                var prometheus = PrometheusServer.start(started)) {
            prometheus
                    .targets()
                    .put(
                            PrometheusTargets.Scheme.PLAIN,
                            "vllm",
                            List.of(
                                    target(busy, "busy-0"),
                                    scrapedAgain(busy, "busy-0"),
                                    target(calm, "calm-0"),
                                    target(broken, "broken-0")));
            var first = of("busy", "busy-0");
            var second = of("calm", "calm-0");
            var third = of("broken", "broken-0");
            var fleet = PodFleets.of(first, second, third);
            var source = new PrometheusMetricsSource(
                    vertx, OPTIONS, new Live<>(settings(prometheus)), new SimpleMeterRegistry(), Clock.systemUTC());

            await().atMost(LIMIT).untilAsserted(() -> assertRate(measure(source, fleet, first), 20));
            await().atMost(LIMIT).untilAsserted(() -> assertRate(measure(source, fleet, second), 5));

            assertThat(measure(source, fleet, first)).isInstanceOfSatisfying(Measured.class, measured -> {
                var load = measured.load();
                assertThat(load.inputTokens().orElseThrow()).isEqualTo(20, within(1e-6));
                assertThat(load.outputTokens().orElseThrow()).isEqualTo(100, within(1e-6));
                assertThat(load.ttftMillis().orElseThrow()).isEqualTo(500, within(1e-6));
                assertThat(load.itlMillis().orElseThrow()).isEqualTo(20, within(1e-6));
                assertThat(load.waitMillis().orElseThrow()).isEqualTo(100, within(1e-6));
                assertThat(load.running()).isEqualTo(2);
                assertThat(load.waiting()).isEqualTo(1);
                assertThat(load.kvCacheUsage()).hasValue(0.25);
            });
            // the first measure found too few requests to tell that, and the next question is due in 10 minutes
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(inputVariability(vertx, prometheus, fleet, first))
                            .isBetween(0.0, 0.1));
            assertThat(measure(source, fleet, third)).isInstanceOfSatisfying(Unknown.class, unknown -> {
                assertThat(unknown.cause()).isEqualTo(Cause.MISSING);
                assertThat(unknown.message()).contains("NaN", "vllm:num_requests_running");
            });

            prometheus.targets().put(PrometheusTargets.Scheme.PLAIN, "vllm", List.of(target(calm, "calm-0")));
            await().atMost(LIMIT)
                    .until(() ->
                            measure(source, fleet, first) instanceof Unknown unknown && unknown.cause() == Cause.STALE);
            source.close().await();
        } finally {
            vertx.close().await();
        }
    }
}
