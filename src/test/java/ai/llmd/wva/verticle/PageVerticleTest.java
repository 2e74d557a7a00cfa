package ai.llmd.wva.verticle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.config.HttpsConfiguration;
import ai.llmd.wva.config.PageConfiguration;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.fixture.LocalHttp;
import ai.llmd.wva.fixture.LogLines;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.page.EventReader;
import ai.llmd.wva.page.PageFixture;
import ai.llmd.wva.page.http.PageAccess;
import ai.llmd.wva.page.http.PageRoutes;
import ai.llmd.wva.page.http.PageServing;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.limits.ConnectionLimits;
import ai.llmd.wva.serving.tls.TlsOptions;
import ch.qos.logback.classic.Level;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page as those who look at it see it: told over the bus, watched over real sockets. */
@VertxTest
class PageVerticleTest {
    private static final Duration BUS = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int STREAMS = 3;

    @RegisterExtension
    final LogLines log = new LogLines(PagePort.class.getName(), Level.WARN);

    private final PageFixture page = new PageFixture(16 << 20);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Vertx vertx;
    private PageVerticle verticle;
    private Topic<Fleet> fleets;
    private Bus bus;

    @BeforeEach
    void prepare(Vertx used) throws Exception {
        vertx = used;
        Bus.registerCodecs(vertx);
        bus = Bus.of(vertx, BUS);
        fleets = bus.fleets();
        Futures.await(fleets.open());
    }

    @AfterEach
    void close() throws Exception {
        for (var one : opened) {
            one.close();
        }
    }

    private void deploy(int port) throws Exception {
        var options = TlsOptions.plain(PageConfiguration.defaults(), HttpsConfiguration.defaults())
                .setPort(port);
        var limits = ConnectionLimits.of(PageConfiguration.defaults(), HttpsConfiguration.defaults());
        verticle = new PageVerticle(
                page.state,
                (used, desk, hub) -> new PagePort(
                        used,
                        "http://127.0.0.1:" + port,
                        () -> HttpPort.open(
                                        used,
                                        options,
                                        limits,
                                        PageRoutes.of(
                                                desk, hub, PageServing.plans(used, desk), PageAccess.local(Set.of())))
                                .map(open -> new PagePort.Opened(open.actualPort(), open::close))),
                STREAMS,
                page.clock,
                BUS);
        Futures.await(vertx.deployVerticle(verticle));
    }

    private int port() {
        return verticle.actualPort().orElseThrow();
    }

    private EventReader watch() throws IOException {
        var reader = new EventReader(port());
        opened.add(reader);
        return reader;
    }

    /** What changes of the controller alone, such as its being ready, may come before. */
    private static JsonObject nextChangeOfVariants(EventReader events) throws InterruptedException {
        var change = events.next("change").data();
        while (change.getJsonArray("variants").isEmpty()) {
            change = events.next("change").data();
        }
        return change;
    }

    @Test
    void whoWatchesSeesTheFleetThenEachChangeAndDecision() throws Exception {
        deploy(0);
        var events = watch();
        assertThat(events.next("fleet").data().getJsonArray("variants")).isEmpty();

        var fleet = Fleets.fleet(Fleets.sample());
        fleets.publish(fleet);
        var declared = nextChangeOfVariants(events);
        assertThat(declared.getJsonArray("variants")).hasSize(1);
        assertThat(declared.getJsonObject("totals").getInteger("variants")).isEqualTo(1);

        bus.planned().publish(page.cycle(fleet, 240));
        var change = events.next("change");
        assertThat(change.data().getJsonObject("controller").getInteger("cycle"))
                .isEqualTo(1);
        var row = change.data().getJsonArray("variants").getJsonObject(0);
        assertThat(row.getString("outcome")).isEqualTo("OPTIMIZED");
        var decision = events.next();
        assertThat(decision.name()).isEqualTo("decision");
        assertThat(decision.data().getInteger("to"))
                .isEqualTo(row.getJsonObject("replicas").getInteger("desired"));
        assertThat(Long.parseLong(decision.id())).isGreaterThan(Long.parseLong(change.id()));

        fleets.publish(Fleets.fleet());
        assertThat(events.next("change").data().getJsonArray("removed"))
                .isEqualTo(new JsonArray().add(Fleets.SAMPLE.toString()));
    }

    @Test
    void aStatusThatALeaderElsewhereWritesIsSeenAndWhoLeads() throws Exception {
        page.leading.set(false);
        deploy(0);
        fleets.publish(Fleets.fleet(Fleets.sample()));
        var events = watch();
        events.next("fleet");
        page.statuses.put(
                Fleets.SAMPLE, PageFixture.status("uid-" + Fleets.SAMPLE.name(), 3, "OptimizationReady", "True", "Ok"));
        var change = events.next("change").data();
        while (change.getJsonArray("variants").isEmpty()
                || change.getJsonArray("variants")
                        .getJsonObject(0)
                        .getString("reason")
                        .isEmpty()) {
            change = events.next("change").data();
        }
        assertThat(change.getJsonArray("variants").getJsonObject(0).getString("reason"))
                .isEqualTo("because");
        page.leading.set(true);
        assertThat(events.next("change").data().getJsonObject("controller").getString("role"))
                .isEqualTo("leader");
    }

    @Test
    void anUpdateOfAThousandVariantsArrivesWhole() throws Exception {
        deploy(0);
        var fleet = PageFixture.fleetOf(1000);
        fleets.publish(fleet);
        var events = watch();
        events.next("fleet");
        for (int i = 0; i < 5; i++) {
            var cycle = page.cycle(fleet, 100 + 60 * i);
            bus.planned().publish(cycle);
            var change = events.next("change");
            while (change.data().getJsonObject("controller").getLong("cycle", 0L)
                    != cycle.plan().cycle()) {
                change = events.next("change");
            }
            assertThat(change.data().getJsonArray("variants")).hasSize(1000);
        }
    }

    @Test
    void thereAreOnlySoManyStreamsAndOneThatEndsMakesRoom() throws Exception {
        deploy(0);
        var first = watch();
        first.next("fleet");
        for (int i = 1; i < STREAMS; i++) {
            watch().next("fleet");
        }
        var uri = URI.create("http://localhost:" + port() + "/api/v1/events");
        var refused = LocalHttp.plain().get(uri);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(refused.body()).contains("page.maxStreams");

        first.close();
        await().atMost(LIMIT).untilAsserted(() -> {
            try (var again = new EventReader(port())) {
                assertThat(again.next().name()).isEqualTo("fleet");
            }
        });
    }

    @Test
    void whoReadsTooSlowlyMissesEventsAndThenBeginsAnew() throws Exception {
        deploy(0);
        var fleet = PageFixture.fleetOf(1000);
        fleets.publish(fleet);
        var swift = watch();
        swift.next("fleet");
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
            socket.getOutputStream()
                    .write("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            long last = 0;
            for (int i = 0; i < 12; i++) {
                var cycle = page.cycle(fleet, 100 + 60 * i);
                last = cycle.plan().cycle();
                bus.planned().publish(cycle);
                var change = swift.next("change");
                while (change.data().getJsonObject("controller").getLong("cycle", 0L) != last) {
                    change = swift.next("change");
                }
            }
            // now it reads all that there is for it, until it knows of the last cycle by a new beginning
            socket.setSoTimeout((int) LIMIT.toMillis());
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            int beginnings = 0;
            int changes = 0;
            while (true) {
                var line = lines.readLine();
                assertThat(line).as("the stream goes on").isNotNull();
                beginnings += line.equals("event: fleet") ? 1 : 0;
                changes += line.equals("event: change") ? 1 : 0;
                if (line.startsWith("data: ") && line.contains("\"cycle\":" + last + ",")) {
                    break;
                }
            }
            assertThat(beginnings).isEqualTo(2);
            assertThat(changes).isLessThan(12);
        }
    }

    @Test
    void aTakenPortCostsThePageOnlyAndSaysWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            deploy(taken.getLocalPort());
            assertThat(verticle.actualPort()).isEmpty();
            assertThat(log.texts()).singleElement().asString().contains("page.port", "page.enabled");
        }
    }

    @Test
    void stoppingEndsTheStreams() throws Exception {
        deploy(0);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(20));
            socket.getOutputStream()
                    .write("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            var ids = new ArrayList<>(vertx.deploymentIDs());
            Futures.await(vertx.undeploy(ids.get(0)));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }
}
