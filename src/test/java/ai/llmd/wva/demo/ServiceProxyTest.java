package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.client.WebClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceProxyTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<EmulatedPod> replicas = new CopyOnWriteArrayList<>();
    private final RequestLog log = new RequestLog(60_000, 0);
    private WebClient client;
    private ServiceProxy proxy;

    @BeforeEach
    void start() {
        client = WebClient.create(vertx);
        proxy = ServiceProxy.start(vertx, () -> replicas, log, System::nanoTime).await();
    }

    @AfterEach
    void stop() {
        proxy.stop().await();
        vertx.close().await();
    }

    private HttpServer replica(String name, int status) {
        var server = vertx.createHttpServer()
                .requestHandler(request -> request.body()
                        .onSuccess(body -> request.response()
                                .setStatusCode(status)
                                .putHeader("Content-Type", "text/plain")
                                .end(name + " " + request.uri() + " " + body)))
                .listen(0, EmulatedPod.HOST)
                .await();
        replicas.add(new EmulatedPod(name, server.actualPort(), name));
        return server;
    }

    private String answer() {
        return client.post(proxy.port(), EmulatedPod.HOST, "/v1/x?y=1")
                .sendBuffer(Buffer.buffer("hello"))
                .await()
                .bodyAsString();
    }

    @Test
    void requestsGoToEachReplicaInTurn() {
        replica("a", 200);
        replica("b", 200);
        var answers = new ArrayList<String>();
        for (var i = 0; i < 4; i++) {
            answers.add(answer());
        }
        assertThat(answers)
                .containsExactly("a /v1/x?y=1 hello", "b /v1/x?y=1 hello", "a /v1/x?y=1 hello", "b /v1/x?y=1 hello");
        assertThat(log.totals().answered()).isEqualTo(4);
        assertThat(log.totals().withinTargets()).isEqualTo(4);
    }

    @Test
    void anErrorIsPassedOnAndCounted() {
        replica("a", 500);
        assertThat(client.get(proxy.port(), EmulatedPod.HOST, "/")
                        .send()
                        .await()
                        .statusCode())
                .isEqualTo(500);
        assertThat(log.totals().failed()).isEqualTo(1);
    }

    @Test
    void withoutReplicasItIsUnavailable() {
        assertThat(client.get(proxy.port(), EmulatedPod.HOST, "/")
                        .send()
                        .await()
                        .statusCode())
                .isEqualTo(503);
        assertThat(log.totals().failed()).isEqualTo(1);
    }

    @Test
    void aReplicaThatIsGoneIsABadGateway() {
        replica("a", 200).close().await();
        assertThat(client.get(proxy.port(), EmulatedPod.HOST, "/")
                        .send()
                        .await()
                        .statusCode())
                .isEqualTo(502);
        assertThat(log.totals().failed()).isEqualTo(1);
    }
}
