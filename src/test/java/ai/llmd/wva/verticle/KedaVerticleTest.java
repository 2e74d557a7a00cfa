package ai.llmd.wva.verticle;

import static ai.llmd.wva.fixture.KedaMessages.get;
import static ai.llmd.wva.fixture.KedaMessages.metricsRequest;
import static ai.llmd.wva.fixture.KedaMessages.only;
import static ai.llmd.wva.fixture.KedaMessages.scaledObject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.config.ConfigurationReader;
import ai.llmd.wva.fixture.Authority;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.fixture.KedaClient;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.serving.desired.NumberBook;
import ai.llmd.wva.serving.desired.Trust;
import ai.llmd.wva.serving.desired.WrittenNumber;
import com.google.protobuf.DynamicMessage;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.junit5.VertxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** KEDA's calls on real sockets, from a client of gRPC that is not ours. */
@VertxTest
class KedaVerticleTest {
    private static final DynamicMessage LLAMA = scaledObject("prod", "llama-scaler", Map.of("variant", "llama"));
    private static final int TOO_LARGE = 70_000;
    private static final int NONE = -1;

    @TempDir
    Path folder;

    /** A standby, for which a leader elsewhere writes the number into status. */
    private final NumberBook book = new NumberBook(
            new Trust(() -> false, () -> Optional.of(Duration.ZERO), Duration.ofMinutes(5)), id -> written());

    /** Below 0 = no number. */
    private final AtomicInteger status = new AtomicInteger(3);

    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
    private Vertx vertx;
    private KedaVerticle verticle;
    private String deployment;
    private Authority authority;

    @BeforeEach
    void authority(Vertx vertx) {
        this.vertx = vertx;
        authority = Authority.create(folder, "authority");
    }

    @AfterEach
    void close() throws Exception {
        for (var one : opened) {
            one.close();
        }
    }

    private void deploy(String keda) throws Exception {
        var serving = authority.issue("serving", "CN=wva", List.of("localhost"));
        var json = """
            {"https": {"certPath": "%s", "keyPath": "%s", "reloadInterval": "100ms"},
             "keda": {"enabled": true, "host": "127.0.0.1", "port": 0%s}}
            """.formatted(serving.certificate(), serving.key(), keda);
        var configuration = ((ConfigurationReader.Ok) ConfigurationReader.read(json)).configuration();
        verticle = new KedaVerticle(
                configuration.keda(), configuration.https(), List.of("localhost"), book, Clock.systemUTC());
        declare();
        deployment = Futures.await(vertx.deployVerticle(verticle));
    }

    private Optional<WrittenNumber> written() {
        int desired = status.get();
        return desired < 0
                ? Optional.empty()
                : Optional.of(new WrittenNumber("uid-llama", "A100", desired, Optional.empty(), true));
    }

    private void declare() {
        book.declared(Fleets.fleet(Fleets.variant(new VariantId("prod", "llama"), 1)));
    }

    private void changes(int desired) {
        status.set(desired);
        declare();
    }

    private KedaClient client(ChannelCredentials credentials) {
        var client = new KedaClient(verticle.actualPort(), credentials);
        opened.add(client);
        return client;
    }

    private TlsChannelCredentials.Builder trusting() throws Exception {
        return TlsChannelCredentials.newBuilder()
                .trustManager(authority.certificateFile().toFile());
    }

    private static boolean active(KedaClient client) {
        return (Boolean) get(client.call("IsActive", LLAMA, "IsActiveResponse"), "result");
    }

    private static void assertRefused(ThrowingCallable call, Status.Code code, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, refused -> {
            assertThat(refused.getStatus().getCode()).as(refused.toString()).isEqualTo(code);
            assertThat(String.valueOf(refused.getStatus().getDescription())).contains(words);
        });
    }

    /** What a stream said until now. */
    private static final class Heard implements ClientResponseObserver<DynamicMessage, DynamicMessage> {
        private final List<Object> said = new CopyOnWriteArrayList<>();
        private ClientCallStreamObserver<DynamicMessage> call;

        @Override
        public void beforeStart(ClientCallStreamObserver<DynamicMessage> started) {
            call = started;
        }

        @Override
        public void onNext(DynamicMessage message) {
            said.add(get(message, "result"));
        }

        @Override
        public void onError(Throwable error) {
            said.add(Status.fromThrowable(error).getCode());
        }

        @Override
        public void onCompleted() {
            said.add("completed");
        }
    }

    private Heard stream(KedaClient client, DynamicMessage object) {
        var heard = new Heard();
        client.stream(object, heard);
        return heard;
    }

    @Test
    void kedaReadsTheNumberOverTls() throws Exception {
        deploy("");
        var client = client(trusting().build());

        assertThat(active(client)).isTrue();
        var spec = only(client.call("GetMetricSpec", LLAMA, "GetMetricSpecResponse"), "metricSpecs");
        assertThat(get(spec, "metricName")).isEqualTo("desired-replicas");
        assertThat(get(spec, "targetSizeFloat")).isEqualTo(1.0);
        var request = metricsRequest(LLAMA, "desired-replicas");
        var value = only(client.call("GetMetrics", request, "GetMetricsResponse"), "metricValues");
        assertThat(get(value, "metricValueFloat")).isEqualTo(3.0);

        status.set(0);
        assertThat(active(client)).isFalse();
        var none = only(client.call("GetMetrics", request, "GetMetricsResponse"), "metricValues");
        assertThat(get(none, "metricValueFloat")).isEqualTo(0.0);
    }

    @Test
    void withoutTlsItSpeaksHttp2InPlain() throws Exception {
        deploy(", \"tls\": false");
        assertThat(active(client(InsecureChannelCredentials.create()))).isTrue();
    }

    @Test
    void whatCannotBeAnsweredIsSaid() throws Exception {
        deploy("");
        var client = client(trusting().build());

        var other = scaledObject("prod", "s", Map.of("variant", "other"));
        assertRefused(
                () -> client.call("IsActive", other, "IsActiveResponse"),
                Status.Code.NOT_FOUND,
                "no VariantAutoscaling prod/other");
        assertRefused(
                () -> client.call("StreamMetricSpec", LLAMA, "GetMetricSpecResponse"),
                Status.Code.UNIMPLEMENTED,
                "no such method");
        assertRefused(
                () -> client.call(
                        "IsActive",
                        scaledObject("prod", "s", Map.of("variant", "llama", "more", "x".repeat(TOO_LARGE))),
                        "IsActiveResponse"),
                Status.Code.RESOURCE_EXHAUSTED,
                "larger than 65536 bytes");
        status.set(NONE);
        assertRefused(
                () -> client.call("GetMetrics", metricsRequest(LLAMA, "desired-replicas"), "GetMetricsResponse"),
                Status.Code.UNAVAILABLE,
                "no number of prod/llama is available now");
        status.set(1);
        assertThat(active(client)).as("the connection is as good as before").isTrue();
    }

    @Test
    void whoNeedsACertificateAndShowsTheRightOneIsServedAndNobodyElse() throws Exception {
        var callers = Authority.create(folder, "callers");
        deploy(", \"clientCaPath\": \"" + callers.certificateFile() + "\"");
        var right = callers.issue("keda", "CN=keda", List.of());
        var wrong = Authority.create(folder, "strangers").issue("stranger", "CN=keda", List.of());

        assertThat(active(client(trusting()
                        .keyManager(right.certificate().toFile(), right.key().toFile())
                        .build())))
                .isTrue();
        assertRefused(
                () -> active(client(trusting()
                        .keyManager(wrong.certificate().toFile(), wrong.key().toFile())
                        .build())),
                Status.Code.UNAVAILABLE,
                "");
        assertRefused(() -> active(client(trusting().build())), Status.Code.UNAVAILABLE, "");
        assertRefused(() -> active(client(InsecureChannelCredentials.create())), Status.Code.UNAVAILABLE, "");
    }

    @Test
    void anotherAuthorityOfCallersIsTakenWithoutARestart() throws Exception {
        var first = Authority.create(folder, "first");
        var second = Authority.create(folder, "second");
        var file = Files.copy(first.certificateFile(), folder.resolve("callers.crt"));
        deploy(", \"clientCaPath\": \"" + file + "\"");
        var later = second.issue("keda", "CN=keda", List.of());

        Files.copy(second.certificateFile(), file, StandardCopyOption.REPLACE_EXISTING);

        await().ignoreExceptions()
                .until(() -> active(client(trusting()
                        .keyManager(later.certificate().toFile(), later.key().toFile())
                        .build())));
    }

    @Test
    void anAuthorityThatCannotBeReadLetsNobodyStart() {
        assertThatThrownBy(() -> deploy(", \"clientCaPath\": \"" + folder.resolve("none.crt") + "\""))
                .hasMessageContaining("none.crt");
    }

    @Test
    void aStreamHearsWhatChangesAndOnlyThat() throws Exception {
        deploy("");
        var heard = stream(client(trusting().build()), LLAMA);
        await().until(() -> heard.said.equals(List.of(true)));

        changes(5);
        changes(NONE);
        changes(0);
        await().until(() -> heard.said.equals(List.of(true, false)));

        changes(1);
        await().until(() -> heard.said.equals(List.of(true, false, true)));
    }

    @Test
    void aStreamHearsWhatNobodyTellsOf() throws Exception {
        deploy("");
        var heard = stream(client(trusting().build()), LLAMA);
        await().until(() -> heard.said.equals(List.of(true)));

        status.set(0);
        await().until(() -> heard.said.equals(List.of(true, false)));
    }

    @Test
    void aStreamEndsWithItsVariant() throws Exception {
        deploy("");
        var client = client(trusting().build());
        var heard = stream(client, LLAMA);
        await().until(() -> heard.said.equals(List.of(true)));

        book.declared(Fleets.fleet(Fleets.SETTINGS));
        await().until(() -> heard.said.equals(List.of(true, Status.Code.NOT_FOUND)));
        var again = stream(client, LLAMA);
        await().until(() -> again.said.equals(List.of(Status.Code.NOT_FOUND)));
        assertThat(verticle.openStreams()).isZero();
    }

    @Test
    void aStreamThatIsCancelledOrCutOffLeavesNothing() throws Exception {
        deploy(", \"maxStreams\": 1");
        var client = client(trusting().build());
        var first = stream(client, LLAMA);
        await().until(() -> first.said.equals(List.of(true)));
        var tooMany = stream(client, LLAMA);
        await().until(() -> tooMany.said.equals(List.of(Status.Code.RESOURCE_EXHAUSTED)));

        first.call.cancel("no longer", null);
        await().until(() -> verticle.openStreams() == 0);
        var second = stream(client, LLAMA);
        await().until(() -> second.said.equals(List.of(true)));
        client.close();
        await().until(() -> verticle.openStreams() == 0);
    }

    @Test
    void streamsEndWhenTheControllerStops() throws Exception {
        deploy("");
        var heard = stream(client(trusting().build()), LLAMA);
        await().until(() -> heard.said.equals(List.of(true)));

        Futures.await(vertx.undeploy(deployment));
        await().until(() -> heard.said.equals(List.of(true, Status.Code.UNAVAILABLE)));
    }

    private HttpClientRequest raw(HttpVersion version, String contentType) throws Exception {
        var http = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false));
        opened.add(() -> Futures.await(http.close()));
        var request = Futures.await(http.request(new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(verticle.actualPort())
                .setURI("/externalscaler.ExternalScaler/IsActive")));
        return request.putHeader("content-type", contentType);
    }

    @Test
    void whatIsNoGrpcIsToldSo() throws Exception {
        deploy(", \"tls\": false");
        assertThat(Futures.await(raw(HttpVersion.HTTP_1_1, "application/grpc").send())
                        .statusCode())
                .isEqualTo(505);
        assertThat(Futures.await(raw(HttpVersion.HTTP_2, "application/json").send())
                        .statusCode())
                .isEqualTo(415);
        assertThat(Futures.await(raw(HttpVersion.HTTP_2, "application/grpc-web").send())
                        .statusCode())
                .isEqualTo(415);
        var half = Futures.await(
                raw(HttpVersion.HTTP_2, "application/grpc+proto").send(Buffer.buffer(new byte[] {0, 0, 0})));
        assertThat(half.getHeader("grpc-status")).isEqualTo("13");
        var malformed = Futures.await(
                raw(HttpVersion.HTTP_2, "application/grpc").send(Buffer.buffer(new byte[] {0, 0, 0, 0, 1, 10})));
        assertThat(malformed.getHeader("grpc-status")).isEqualTo("3");
    }

    @Test
    void whoNeverEndsAMessageIsNotWaitedFor() throws Exception {
        deploy(", \"tls\": false, \"requestTimeout\": \"200ms\"");
        var request = raw(HttpVersion.HTTP_2, "application/grpc").setChunked(true);
        var reset = new CopyOnWriteArrayList<Throwable>();
        request.exceptionHandler(reset::add);
        Futures.await(request.write(Buffer.buffer(new byte[] {0})));

        var answer = Futures.await(request.response());
        assertThat(answer.getHeader("grpc-status")).isEqualTo("4");
        await().until(() -> !reset.isEmpty());
        assertThat(reset.get(0)).isInstanceOf(StreamResetException.class);
    }
}
