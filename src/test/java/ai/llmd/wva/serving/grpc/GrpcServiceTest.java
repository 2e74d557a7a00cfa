package ai.llmd.wva.serving.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.limits.ConnectionLimits;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What strangers may use up of a service. */
@VertxTest
class GrpcServiceTest {
    private static final int MAX_BYTES = 100;
    private static final int MORE_THAN_FIT = 150;
    private static final int HEADER_BYTES = 5;
    private static final Duration LONG = Duration.ofMinutes(1);

    /** One that nobody holds is closed with the next collection of garbage. */
    private final List<HttpClient> clients = new ArrayList<>();

    private HttpClientRequest begin(Vertx vertx, HttpPort port, HttpClientOptions options) throws Exception {
        var client = vertx.createHttpClient(options);
        clients.add(client);
        var request = Futures.await(client.request(new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port.actualPort())
                .setURI("/some.Service/Echo")));
        return request.setChunked(true).putHeader("content-type", GrpcCall.CONTENT_TYPE);
    }

    @Test
    void messagesThatNeverEndTakeABoundedAmountOfMemory(Vertx vertx) throws Exception {
        var echo =
                new GrpcService("some.Service", Map.of("Echo", GrpcMethod.unary(message -> message)), MAX_BYTES, LONG);
        var port = Futures.await(HttpPort.open(
                vertx,
                new HttpServerOptions().setHost("127.0.0.1").setPort(0),
                new ConnectionLimits(MORE_THAN_FIT * 2, LONG, LONG),
                List.of(echo)));
        var options =
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false);
        var refused = new CopyOnWriteArrayList<String>();
        var begun = new ArrayList<HttpClientRequest>();
        for (int one = 0; one < MORE_THAN_FIT; one++) {
            var request = begin(vertx, port, options);
            request.response().onSuccess(answer -> refused.add(answer.getHeader("grpc-status")));
            Futures.await(request.write(
                    Buffer.buffer(new byte[] {0, 0, 0, 0, MAX_BYTES}).appendBytes(new byte[MAX_BYTES - HEADER_BYTES])));
            begun.add(request);
        }
        await().until(() -> refused.size() >= MORE_THAN_FIT / 10);
        assertThat(refused).containsOnly("8").hasSizeLessThan(MORE_THAN_FIT / 5);

        for (var request : begun) {
            request.reset(8);
        }
        var good = MessageFrame.of(Buffer.buffer("hello"));
        await().until(() -> {
            var answer = Futures.await(begin(vertx, port, options).send(good));
            return "0".equals(answer.headers().get("grpc-status"))
                    || Futures.await(answer.body()).equals(good);
        });
        Futures.await(port.close());
    }

    @Test
    void aBudgetGivesWhatWasGivenBack() {
        var budget = new ReceiveBudget(10);
        budget.take(6);
        assertThatThrownBy(() -> budget.take(5))
                .isInstanceOfSatisfying(
                        GrpcFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(GrpcStatus.RESOURCE_EXHAUSTED));
        assertThat(budget.kept()).isEqualTo(6);
        budget.giveBack(2);
        budget.take(5);
        assertThat(budget.kept()).isEqualTo(9);
    }
}
