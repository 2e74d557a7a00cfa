package ai.llmd.wva.serving.probes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.ConfigurationReader;
import ai.llmd.wva.config.HttpsConfiguration;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.limits.ConnectionLimits;
import ai.llmd.wva.serving.tls.ServingCertificate;
import ai.llmd.wva.serving.tls.TlsOptions;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@VertxTest
class SelfCheckTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final SelfCheck.Timing TIMING =
            new SelfCheck.Timing(Duration.ofMillis(20), Duration.ofSeconds(5), LIMIT);

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void servesOnceThePortHasAnswered(Vertx vertx) throws Exception {
        var port = open(vertx);
        try (var check = check(vertx, port)) {
            assertThat(check.serving()).isFalse();
            Awaitility.await().until(check::serving);
        }
    }

    @Test
    void servesNoMoreWhenThePortHasNotAnsweredForTheLimit(Vertx vertx) throws Exception {
        var port = open(vertx);
        try (var check = check(vertx, port)) {
            Awaitility.await().until(check::serving);

            Futures.await(port.close());
            // a question that was under way may still be answered, at the old time
            nanos.addAndGet(LIMIT.toNanos());
            assertThat(check.serving()).isTrue();
            nanos.addAndGet(LIMIT.toNanos());
            Awaitility.await().until(() -> !check.serving());
        }
    }

    @Test
    void anAddressThatStandsForAllOfThemMeansThisMachine() {
        assertThat(new SelfCheck.PolledPort("0.0.0.0", 1).host()).isEqualTo("127.0.0.1");
        assertThat(new SelfCheck.PolledPort("::", 1).host()).isEqualTo("::1");
        assertThat(new SelfCheck.PolledPort("10.0.0.7", 1).host()).isEqualTo("10.0.0.7");
    }

    private SelfCheck check(Vertx vertx, HttpPort port) {
        return new SelfCheck(vertx, new SelfCheck.PolledPort("0.0.0.0", port.actualPort()), TIMING, nanos::get);
    }

    private static HttpPort open(Vertx vertx) throws Exception {
        var certificate =
                new ServingCertificate(Optional.empty(), Optional.empty(), List.of("localhost"), Clock.systemUTC());
        var options = TlsOptions.server(https(), certificate.refresh().orElseThrow());
        return Futures.await(HttpPort.open(vertx, options, ConnectionLimits.of(https()), List.of(new Ping())));
    }

    private static HttpsConfiguration https() {
        var json = "{\"https\": {\"host\": \"127.0.0.1\", \"port\": 0}}";
        return ((ConfigurationReader.Ok) ConfigurationReader.read(json))
                .configuration()
                .https();
    }
}
