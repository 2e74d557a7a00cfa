package ai.llmd.wva.serving.probes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.verticle.Futures;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxTest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@VertxTest
class ProbesTest {

    @Test
    void isAliveAtOnceAndReadyWhenEverythingIs(Vertx vertx) throws Exception {
        var synced = new AtomicBoolean();
        var probes =
                Futures.await(Probes.start(vertx, "127.0.0.1", 0, Map.of("caches", synced::get, "https", () -> true)));
        var client = WebClient.create(vertx);

        assertThat(status(client, probes, "/healthz")).isEqualTo(200);
        assertThat(status(client, probes, "/readyz")).isEqualTo(503);
        synced.set(true);
        assertThat(status(client, probes, "/readyz")).isEqualTo(200);
        Futures.await(probes.stop());
    }

    private static int status(WebClient client, Probes probes, String path) throws Exception {
        return Futures.await(client.get(probes.actualPort(), "127.0.0.1", path).send())
                .statusCode();
    }
}
