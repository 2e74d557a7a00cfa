package ai.llmd.wva.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server's answer is called that is none, byte by byte over a socket. */
class BrokenAnswersTest {
    private static final String STREAM = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";
    private static final String TOKEN = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
    private static final String CHUNKED = STREAM + "Transfer-Encoding: chunked\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource({
        "text/html; charset=utf-8,true,text/html instead of a stream (text/event-stream)",
        "application/json,true,application/json instead of a stream (text/event-stream)",
        "text/html,false,text/html instead of application/json",
    })
    void anotherKindOfAnswerIsNamed(String contentType, boolean streamed, String detail) {
        assertThat(failure(answer(contentType, "<html>Welcome</html>"), streamed))
                .isEqualTo(new Failure("bad answer", detail, false));
    }

    @Test
    void jsonWithoutChoicesIsNoAnswer() {
        assertThat(failure(answer("application/json", "{\"status\":\"ok\"}"), false))
                .isEqualTo(new Failure("bad answer", "JSON without choices", false));
    }

    @Test
    void whatTheServerSaysInTheStreamIsTold() {
        var error = "data: {\"error\":{\"message\":\"EngineCore died\",\"code\":500}}\n\ndata: [DONE]\n\n";

        assertThat(failure(answer("text/event-stream", TOKEN + error), true))
                .isEqualTo(new Failure("error in the stream", "EngineCore died", true));
    }

    @Test
    void aStreamThatEndsInGoodOrderButEarlyIsCutShort() {
        assertThat(failure(answer("text/event-stream", TOKEN), true))
                .isEqualTo(new Failure("answer cut short", "the stream ended without [DONE]", true));
    }

    @Test
    void aConnectionThatEndsWithinTheStreamIsLost() {
        var failure = failure(CHUNKED + chunk(TOKEN) + "50\r\ndata: {", true);

        assertThat(failure.reason()).isEqualTo("connection lost");
        assertThat(failure.passing()).isTrue();
    }

    @Test
    void aChunkThatCannotBeReadIsNoTimeout() {
        assertThat(failure(CHUNKED + chunk(TOKEN) + "zzz\r\n", true).detail()).startsWith("not HTTP: ");
    }

    @Test
    void aServerOfAnotherProtocolIsTold() {
        var failure = failure("SSH-2.0-OpenSSH_9.2\r\n", true);

        assertThat(failure.reason()).isEqualTo("bad answer");
        assertThat(failure.detail()).startsWith("not HTTP: ").contains("SSH-2.0");
    }

    private static String answer(String contentType, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    /** What a request fails with whose server sends these bytes and closes the connection. */
    private Failure failure(String bytes, boolean streamed) {
        var server = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(request -> socket.end(Buffer.buffer(bytes))))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        var settings = new LoadSettings(
                URI.create("http://127.0.0.1:" + server.actualPort() + "/v1"),
                "m",
                streamed,
                Duration.ofSeconds(20),
                10);
        var heard = new FirstFailure();
        var call = new ChatCall(vertx, settings, heard, () -> 0, 0, ending -> heard.end());
        var shape = new ChatShape(10, OptionalInt.empty(), false);
        var client = ApiConnections.open(vertx, settings);
        vertx.runOnContext(ready ->
                call.send(client, settings.chatPath(), ChatBody.of("m", shape, streamed), Double.POSITIVE_INFINITY));
        return heard.await();
    }
}
