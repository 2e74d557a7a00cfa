package ai.llmd.wva.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.config.Live;
import ai.llmd.wva.config.PrometheusSettings;
import ai.llmd.wva.fixture.VictoriaMetricsServer;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.PodFleets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real VictoriaMetrics with the default settings, its latency offset of 30 s included: pods that were scraped at
 * different intervals, each of which finishes two requests of 20 + 100 tokens a second.
 */
class VictoriaMetricsSourceIT {
    private static final double PER_SECOND = 2;

    private static VictoriaMetricsServer store;
    private static Vertx vertx;
    private static PrometheusMetricsSource source;
    private static Instant now;

    static LongStream scrapeIntervals() {
        return LongStream.of(10, 15, 20, 30, 60);
    }

    @BeforeAll
    static void start() {
        store = VictoriaMetricsServer.start(Duration.ofSeconds(10));
        now = Instant.now();
        scrapeIntervals().forEach(interval -> store.take(samples("pod-" + interval, interval, 0)));
        store.take(samples("restarted", 15, 40));
        vertx = Vertx.vertx();
        source = new PrometheusMetricsSource(
                vertx,
                Configurations.collector("'allowPlainHttp': true"),
                new Live<>(PrometheusSettings.at(store.url().toString())),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        if (source != null) {
            source.close().await();
            vertx.close().await();
        }
        if (store != null) {
            store.close();
        }
    }

    /** Ten minutes of them, the newest a third of an interval old; counters began anew so many seconds ago, if ever. */
    private static String samples(String pod, long interval, long restartedAgo) {
        var lines = new StringBuilder();
        for (long ago = interval / 3; ago < 600; ago += interval) {
            double finished =
                    ago < restartedAgo ? PER_SECOND * (restartedAgo - ago) : 10_000 - PER_SECOND * (ago - restartedAgo);
            var values = Map.of(
                    "request_success_total",
                    finished,
                    "num_requests_running",
                    3.0,
                    "num_requests_waiting",
                    0.0,
                    "request_prompt_tokens_sum",
                    20 * finished,
                    "request_prompt_tokens_count",
                    finished,
                    "request_generation_tokens_sum",
                    100 * finished,
                    "request_generation_tokens_count",
                    finished,
                    "time_to_first_token_seconds_sum",
                    0.05 * finished,
                    "time_to_first_token_seconds_count",
                    finished,
                    "kv_cache_usage_perc",
                    0.25);
            long at = now.minusSeconds(ago).toEpochMilli();
            var labels = "{model_name=\"%s\",namespace=\"%s\",pod=\"%s\"}"
                    .formatted(PodFleets.MODEL, PodFleets.NAMESPACE, pod);
            values.forEach((name, value) -> lines.append("vllm:%s%s %s %d%n".formatted(name, labels, value, at)));
        }
        return lines.toString();
    }

    private static Measurement measure(String pod) {
        var ready = new PodInfo(pod, Optional.of(now.minusSeconds(3_600)));
        Variant variant = PodFleets.variant(pod, PodFleets.running(ready));
        return source.measure(PodFleets.of(variant), now).await().get(variant.id());
    }

    @ParameterizedTest
    @MethodSource("scrapeIntervals")
    void everyUsualScrapeIntervalWorksWithTheDefaultSettings(long interval) {
        assertThat(measure("pod-" + interval)).isInstanceOfSatisfying(Measured.class, measured -> {
            var load = measured.load();
            assertThat(load.arrivalRatePerSecond()).isEqualTo(PER_SECOND, within(0.02));
            assertThat(load.completionRatePerSecond()).isEqualTo(PER_SECOND, within(0.02));
            assertThat(load.inputTokens().orElseThrow()).isEqualTo(20, within(1e-6));
            assertThat(load.outputTokens().orElseThrow()).isEqualTo(100, within(1e-6));
            assertThat(load.ttftMillis().orElseThrow()).isEqualTo(50, within(1e-6));
            assertThat(load.running()).isEqualTo(3);
            assertThat(load.waiting()).isZero();
            assertThat(load.kvCacheUsage()).hasValue(0.25);
            assertThat(measured.partial()).isFalse();
            assertThat(measured.caveats()).isEmpty();
            assertThat(measured.age()).isLessThanOrEqualTo(Duration.ofSeconds(interval));
        });
    }

    @Test
    void aRestartIsNoJump() {
        assertThat(measure("restarted")).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.load().arrivalRatePerSecond()).isBetween(PER_SECOND * 0.7, PER_SECOND * 1.1);
            assertThat(measured.load().outputTokens().orElseThrow()).isEqualTo(100, within(1e-6));
        });
    }

    @Test
    void allPodsOfAMeasureAreAskedForTogether() {
        var variants = Stream.of("pod-10", "pod-20", "pod-60")
                .map(pod -> PodFleets.variant(
                        pod, PodFleets.running(new PodInfo(pod, Optional.of(now.minusSeconds(3_600))))))
                .toArray(Variant[]::new);
        assertThat(source.measure(PodFleets.of(variants), now).await().values())
                .hasSize(3)
                .allSatisfy(measurement -> assertThat(measurement)
                        .isInstanceOfSatisfying(
                                Measured.class,
                                measured -> assertThat(measured.load().arrivalRatePerSecond())
                                        .isEqualTo(PER_SECOND, within(0.02))));
    }
}
