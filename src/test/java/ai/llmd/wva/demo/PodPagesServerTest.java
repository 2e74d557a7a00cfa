package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.metrics.scrape.TextFormat;
import ai.llmd.wva.simulation.Scenes;
import ai.llmd.wva.simulation.SimulatedWorld;
import ai.llmd.wva.simulation.workload.Silence;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real sockets, in a world whose time is moved by hand. */
class PodPagesServerTest {
    private static final Instant START = Instant.parse("2026-11-29T08:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicLong nanos = new AtomicLong(1);
    private final WorldClock clock = new WorldClock(START);
    private final SimulatedWorld world = new SimulatedWorld(Scenes.of(
            DemoWorkloads.staged(List.of(new Silence(DemoWorkloads.VARIANT, 60, 30)), 120, 2), 1));
    private final WorldDriver driver = new WorldDriver(world, clock, 50, nanos::get);
    private final PodPagesServer pages = new PodPagesServer(clock);

    @BeforeEach
    void start() throws Exception {
        world.populate(pages::ready);
        driver.begin();
        Futures.await(pages.start(vertx, driver));
    }

    @AfterEach
    void stop() throws Exception {
        Futures.await(pages.stop());
        driver.close();
        Futures.await(vertx.close());
    }

    private void passVirtualSeconds(int seconds) {
        for (var second = 0; second < seconds; second++) {
            nanos.addAndGet(20_000_000);
            driver.step();
        }
    }

    private HttpResponse<String> get(String pod) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(pages.page(pod)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aPageIsWhatTheReplicaHasCountedSoFarWithItsTime() throws Exception {
        passVirtualSeconds(50);
        var samples = TextFormat.parse(get("chat-1").body());

        var started = samples.stream()
                .filter(sample -> sample.name().equals("vllm:time_to_first_token_seconds_count"))
                .findFirst()
                .orElseThrow();
        assertThat(started.value()).isBetween(60.0, 140.0);
        assertThat(started.label("model_name")).isEqualTo("org/model");
        assertThat(started.timestampMillis())
                .isEqualTo(OptionalLong.of(START.plusSeconds(50).toEpochMilli()));
    }

    @Test
    void aSilentVariantDoesNotAnswerAndComesBack() throws Exception {
        passVirtualSeconds(70);
        assertThat(get("chat-1").statusCode()).isEqualTo(503);

        passVirtualSeconds(25);
        assertThat(get("chat-1").statusCode()).isEqualTo(200);
    }

    @Test
    void aPodThatIsNotThereHasNoPage() throws Exception {
        assertThat(get("chat-9").statusCode()).isEqualTo(404);
        world.cluster().scale(0, 0);
        assertThat(get("chat-1").statusCode()).isEqualTo(404);
    }

    @Test
    void whatServersCountedIsTheirMeans() {
        passVirtualSeconds(50);
        var counts = pages.counts(0);

        assertThat(counts.ttftMillis()).isBetween(20.0, 1000.0);
        assertThat(counts.itlMillis()).isBetween(18.0, 60.0);
    }
}
