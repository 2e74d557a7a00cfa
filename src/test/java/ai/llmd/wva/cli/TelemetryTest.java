package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.ConfigurationReader;
import ai.llmd.wva.config.ProbesConfiguration;
import ai.llmd.wva.config.VertxConfiguration;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.fixture.RawHttp;
import ai.llmd.wva.serving.auth.AccessRule;
import ai.llmd.wva.serving.metrics.MetricsPage;
import ai.llmd.wva.serving.probes.Probes;
import ai.llmd.wva.verticle.HttpsVerticle;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stranger can do to our meters: nothing. */
class TelemetryTest {
    private static final int REQUESTS = 2000;

    private final Telemetry telemetry = new Telemetry();
    private Vertx vertx;

    @BeforeEach
    void start() {
        vertx = telemetry.vertx(VertxConfiguration.defaults());
    }

    @AfterEach
    void stop() throws Exception {
        Futures.await(vertx.close());
        telemetry.close();
    }

    @Test
    void inventedMethodsAndPathsMakeNoSeriesOnTheHttpsPort() throws Exception {
        var https = new HttpsVerticle(
                configuration().https(),
                List.of("localhost"),
                List.of(new MetricsPage(telemetry.registry(), AccessRule.open())),
                Clock.systemUTC());
        Futures.await(vertx.deployVerticle(https));

        inventedRequestsMakeNoSeries(RawHttp.tls(https.actualPort()));
    }

    @Test
    void inventedMethodsAndPathsMakeNoSeriesOnTheProbesPort() throws Exception {
        var probes = Futures.await(
                Probes.open(vertx, new ProbesConfiguration("127.0.0.1", 0, 10, Duration.ofSeconds(5)), Map.of()));

        inventedRequestsMakeNoSeries(RawHttp.plain(probes.actualPort()));
    }

    private void inventedRequestsMakeNoSeries(RawHttp http) throws Exception {
        try (http) {
            // each code, and the method that stands for all that are invented, once
            http.exchange(List.of("GET /", "PUT /", "GET /healthz", "GET /metrics", "PUT /metrics", "INVENTED /"));
            long before = httpMeters();

            var statuses = http.exchange(IntStream.range(0, REQUESTS)
                    .mapToObj(i -> i % 2 == 0 ? "M" + i + " /metrics" : "GET /p" + i + "?q=" + i)
                    .toList());

            assertThat(httpMeters()).isEqualTo(before);
            assertThat(statuses).hasSize(REQUESTS).containsOnly(404, 501);
            assertThat(telemetry.registry().scrape())
                    .contains("method=\"OTHER\"")
                    .contains("method=\"GET\"")
                    .doesNotContain("M1998");
        }
    }

    private long httpMeters() {
        return telemetry.registry().getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("vertx.http.server"))
                .count();
    }

    private static Configuration configuration() {
        var json = "{\"https\": {\"host\": \"127.0.0.1\", \"port\": 0, \"certPath\": \"\", \"keyPath\": \"\"}}";
        return ((ConfigurationReader.Ok) ConfigurationReader.read(json)).configuration();
    }
}
