package ai.llmd.wva.serving.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.HttpsConfiguration;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.auth.AccessRule;
import ai.llmd.wva.serving.limits.ConnectionLimits;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@VertxTest
class MetricsPageTest {
    private static final ConnectionLimits LIMITS = ConnectionLimits.of(HttpsConfiguration.defaults());
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void rendersEveryMeterInTheTextFormat(Vertx vertx) throws Exception {
        registry.counter("some.events").increment();

        var answer = get(vertx);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Type")).startsWith("text/plain; version=0.0.4");
        assertThat(answer.bodyAsString()).contains("some_events_total 1.0");
    }

    @Test
    void rendersOnAWorker(Vertx vertx) throws Exception {
        Gauge.builder("rendered.on.event.loop", () -> Context.isOnEventLoopThread() ? 1 : 0)
                .register(registry);

        assertThat(get(vertx).bodyAsString()).contains("rendered_on_event_loop 0.0");
    }

    private HttpResponse<Buffer> get(Vertx vertx) throws Exception {
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        var page = new MetricsPage(registry, AccessRule.open());
        var port = Futures.await(HttpPort.open(vertx, options, LIMITS, List.of(page)));
        return Futures.await(WebClient.create(vertx)
                .get(port.actualPort(), "127.0.0.1", "/metrics")
                .send());
    }
}
