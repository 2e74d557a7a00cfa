package ai.llmd.wva.serving.probes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.HttpsConfiguration;
import ai.llmd.wva.config.ProbesConfiguration;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.limits.ConnectionLimits;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@VertxTest
class ProbesTest {
    private static final ConnectionLimits LIMITS = ConnectionLimits.of(HttpsConfiguration.defaults());
    private static final String HOST = "127.0.0.1";

    @Test
    void isAliveAtOnceAndReadyWhenEverythingIs(Vertx vertx) throws Exception {
        var synced = new AtomicBoolean();
        var probes = Futures.await(Probes.open(
                vertx,
                new ProbesConfiguration(HOST, 0, 10, Duration.ofSeconds(5)),
                Map.of("caches", synced::get, "https", () -> true)));

        assertThat(status(vertx, probes, "/healthz")).isEqualTo(200);
        assertThat(status(vertx, probes, "/readyz")).isEqualTo(503);
        synced.set(true);
        assertThat(status(vertx, probes, "/readyz")).isEqualTo(200);
    }

    @Test
    void isNotAliveWhileTheEventLoopOfAVerticleIsStuck(Vertx vertx) throws Exception {
        var liveness = new Liveness(vertx, Duration.ofMillis(200));
        var options = new HttpServerOptions().setHost(HOST).setPort(0);
        var probes = Futures.await(HttpPort.open(vertx, options, LIMITS, List.of(liveness)));
        var release = new CountDownLatch(1);
        verticleOfAnotherLoop(vertx).runOnContext(go -> block(release));

        assertThat(status(vertx, probes, "/healthz")).isEqualTo(503);
        release.countDown();
        assertThat(status(vertx, probes, "/healthz")).isEqualTo(200);
    }

    @Test
    void aWorkerThatIsBusyIsAlive(Vertx vertx) throws Exception {
        var liveness = new Liveness(vertx, Duration.ofMillis(200));
        var options = new HttpServerOptions().setHost(HOST).setPort(0);
        var probes = Futures.await(HttpPort.open(vertx, options, LIMITS, List.of(liveness)));
        var release = new CountDownLatch(1);
        Deployable busy = context -> {
            context.runOnContext(go -> block(release));
            return Future.succeededFuture();
        };
        Futures.await(vertx.deployVerticle(busy, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));

        assertThat(status(vertx, probes, "/healthz")).isEqualTo(200);
        release.countDown();
    }

    /** The context of a verticle that does not share its event loop with the test's client and server. */
    private static Context verticleOfAnotherLoop(Vertx vertx) throws Exception {
        var ours = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
        var deployed = new AtomicReference<Context>();
        do {
            Futures.await(vertx.deployVerticle(context -> {
                deployed.set(context);
                return Future.succeededFuture();
            }));
        } while (((ContextInternal) deployed.get()).nettyEventLoop() == ours);
        return deployed.get();
    }

    private static void block(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int status(Vertx vertx, HttpPort probes, String path) throws Exception {
        return Futures.await(WebClient.create(vertx)
                        .get(probes.actualPort(), HOST, path)
                        .send())
                .statusCode();
    }
}
