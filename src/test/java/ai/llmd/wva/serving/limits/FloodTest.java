package ai.llmd.wva.serving.limits;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.ConfigurationReader;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.fixture.RawHttp;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.probes.Ping;
import ai.llmd.wva.serving.tls.ServingCertificate;
import ai.llmd.wva.serving.tls.TlsOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Strangers that connect to the HTTPS port and leave it waiting, over real sockets. */
class FloodTest {
    private static final int MAX = 20;
    private static final int FLOOD = 4 * MAX;
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String UNFINISHED = "GET /ping HTTP/1.1\r\nX-Padding: " + "x".repeat(12_000);

    private final Vertx vertx =
            Vertx.builder().withTransport(new GuardedTransport()).build();
    private final List<RawHttp> flood = new ArrayList<>();
    private HttpPort port;

    private void open(Duration requestTimeout) throws Exception {
        var json = "{\"https\": {\"host\": \"127.0.0.1\", \"port\": 0, \"certPath\": \"\", \"keyPath\": \"\"}}";
        var https = ((ConfigurationReader.Ok) ConfigurationReader.read(json))
                .configuration()
                .https();
        var certificate =
                new ServingCertificate(Optional.empty(), Optional.empty(), List.of("localhost"), Clock.systemUTC());
        port = Futures.await(HttpPort.open(
                vertx,
                TlsOptions.server(https, certificate.refresh().orElseThrow()),
                new ConnectionLimits(MAX, requestTimeout, requestTimeout),
                List.<RouteModule>of(new Ping())));
    }

    @AfterEach
    void close() throws Exception {
        for (var connection : flood) {
            connection.close();
        }
        Futures.await(vertx.close());
    }

    @Test
    void unfinishedHeadersTakeNoMoreThanTheBoundAndOthersAreServed() throws Exception {
        open(LONG);
        for (int i = 0; i < FLOOD; i++) {
            var connection = RawHttp.tls(port.actualPort());
            flood.add(connection);
            connection.send(UNFINISHED);
            assertThat(port.connections()).isLessThanOrEqualTo(MAX);
        }
        assertServed();
    }

    @Test
    void connectionsThatNeverFinishTheirHandshakeAreBoundedToo() throws Exception {
        open(LONG);
        for (int i = 0; i < FLOOD; i++) {
            flood.add(RawHttp.plain(port.actualPort()));
        }
        Awaitility.await().until(() -> port.connections() == MAX);
        assertServed();
    }

    @Test
    void whoLeavesThePortWaitingIsClosedThoughItStaysConnected() throws Exception {
        open(SHORT);
        for (int i = 0; i < MAX / 2; i++) {
            flood.add(RawHttp.plain(port.actualPort()));
            var connection = RawHttp.tls(port.actualPort());
            flood.add(connection);
            trySend(connection, UNFINISHED);
        }
        Awaitility.await().until(() -> port.connections() == 0);
    }

    @Test
    void aHeaderThatComesByteByByteIsLateAllTheSame() throws Exception {
        open(SHORT);
        var slow = RawHttp.tls(port.actualPort());
        flood.add(slow);
        Awaitility.await().until(() -> {
            trySend(slow, "x");
            return port.connections() == 0;
        });
    }

    private static void trySend(RawHttp connection, String text) {
        try {
            connection.send(text);
        } catch (IOException closed) {
            // as it should be
        }
    }

    private void assertServed() throws Exception {
        try (var client = RawHttp.tls(port.actualPort())) {
            assertThat(client.exchange(List.of("GET /ping"))).containsExactly(204);
        }
    }
}
