package ai.llmd.wva.metrics.prometheus;

import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.config.Live;
import ai.llmd.wva.fixture.VictoriaMetricsServer;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.signals.PodFleets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A real server behind a path, basic authentication and parameters of its own. */
class PrometheusAccessIT {
    private static String message(VictoriaMetricsServer server, String password) {
        var vertx = Vertx.vertx();
        var settings = Configurations.prometheus("'baseUrl': '" + server.url()
                + "/metrics-store/prometheus?extra_label=tenant=a', 'basicAuthUsername': 'wva', 'basicAuthPassword': '"
                + password + "'");
        var options = Configurations.collector("'allowPlainHttp': true, 'retryDelays': [],"
                + " 'headers': {'X-Scope-OrgID': 'a'}, 'queryParameters': {'nocache': '1'}");
        var source = new PrometheusMetricsSource(
                vertx, options, new Live<>(settings), new SimpleMeterRegistry(), Clock.systemUTC());
        var variant = variant("v", running(ready("a", 500)));
        try {
            var measured = source.measure(PodFleets.of(variant), Instant.now()).await();
            return measured.get(variant.id()) instanceof Unknown unknown ? unknown.message() : "measured";
        } finally {
            source.close().await();
            vertx.close().await();
        }
    }

    @Test
    void logsInWhereAServerAsksForIt() {
        try (var server = VictoriaMetricsServer.start(
                Duration.ofSeconds(1),
                "-http.pathPrefix=/metrics-store",
                "-httpAuth.username=wva",
                "-httpAuth.password=s3cret: ü")) {
            assertThat(message(server, "s3cret: ü")).doesNotContain("Prometheus at");
            assertThat(message(server, "other"))
                    .startsWith("Prometheus at 127.0.0.1 answered 401 to user wva with the password of"
                            + " PROMETHEUS_BASIC_AUTH_PASSWORD");
        }
    }
}
