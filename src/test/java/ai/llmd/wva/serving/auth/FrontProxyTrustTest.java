package ai.llmd.wva.serving.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.fixture.Authority;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.verticle.HttpsVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.junit5.VertxTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose word on who asks is taken, over real TLS. */
@VertxTest
class FrontProxyTrustTest {
    private static final Map<String, String> HEADERS =
            Map.of("X-Remote-User", "hpa", "X-Remote-Group", "controllers", "X-Remote-Extra-Example.com%2fKey", "v");

    @TempDir
    Path folder;

    private final FrontProxyTrust trust = new FrontProxyTrust();
    private final BlockingQueue<Caller> callers = new LinkedBlockingQueue<>();
    private Vertx vertx;
    private Authority before;
    private Authority after;
    private int port;

    private record Page(AccessRule access) implements RouteModule {
        @Override
        public List<String> paths() {
            return List.of("/page");
        }

        @Override
        public void answer(RoutingContext request) {
            request.response().end("seen");
        }
    }

    private final class Noting implements Delegation {
        @Override
        public Optional<Caller> whose(String token) {
            return Optional.empty();
        }

        @Override
        public Optional<AccessVerdict> remembered(Caller caller, AccessRequest wanted) {
            callers.add(caller);
            return Optional.of(AccessVerdict.GRANTED);
        }

        @Override
        public AccessVerdict check(Caller caller, AccessRequest wanted) {
            return AccessVerdict.FORBIDDEN;
        }
    }

    @BeforeEach
    void serve(Vertx used) throws Exception {
        vertx = used;
        before = Authority.create(folder, "before");
        after = Authority.create(folder, "after");
        var rule = new DelegatedRule(trust, new Noting(), request -> new AccessRequest.Path("/page"));
        var verticle = new HttpsVerticle(
                Configurations.of("{\"https\": {\"host\": \"127.0.0.1\", \"port\": 0, \"reloadInterval\": \"1h\"}}")
                        .https(),
                List.of("localhost"),
                List.of(new Page(rule)),
                Clock.systemUTC(),
                Optional.of(new HttpsVerticle.Clients(TrustOptions.wrap(trust), () -> {})));
        Futures.await(vertx.deployVerticle(verticle));
        port = verticle.actualPort();
    }

    @Test
    void theProxysWordIsTakenAsItStands() throws Exception {
        trust.use(proxy(before));
        assertThat(get(proxyClient(before, "front-proxy-client"), HEADERS)).isEqualTo(200);
        assertThat(callers.remove())
                .isEqualTo(new Caller(
                        "hpa",
                        Optional.empty(),
                        List.of("controllers", "system:authenticated"),
                        Map.of("example.com/key", List.of("v"))));
        assertThat(get(proxyClient(before, "front-proxy-client"), Map.of()))
                .as("it does not say who asks")
                .isEqualTo(401);
    }

    @Test
    void nobodyElsesWordIs() throws Exception {
        trust.use(proxy(before));
        assertThat(get(client(new WebClientOptions()), HEADERS))
                .as("no certificate")
                .isEqualTo(401);
        assertThat(get(proxyClient(before, "someone"), HEADERS))
                .as("another name")
                .isEqualTo(401);
        assertThat(get(proxyClient(after, "front-proxy-client"), HEADERS))
                .as("another authority")
                .isNotEqualTo(200);
        assertThat(callers).isEmpty();
    }

    @Test
    void anotherAuthorityTakesOverOnConnectionsThatAreOpenToo() throws Exception {
        var former = proxyClient(before, "front-proxy-client");
        assertThat(get(former, HEADERS)).as("nobody is believed yet").isNotEqualTo(200);

        assertThat(trust.use(proxy(before))).isTrue();
        assertThat(trust.use(proxy(before))).as("the same").isFalse();
        assertThat(get(former, HEADERS)).isEqualTo(200);
        assertThat(trust.use(proxy(after))).isTrue();
        assertThat(get(former, HEADERS)).isNotEqualTo(200);
        assertThat(get(proxyClient(after, "front-proxy-client"), HEADERS)).isEqualTo(200);
    }

    @Test
    void whatCannotBeReadIsRefused() {
        assertThat(FrontProxy.read(Map.of())).isEqualTo(FrontProxy.NONE);
        for (var data : List.of(
                Map.of("requestheader-allowed-names", "{"),
                Map.of("requestheader-username-headers", "[1]"),
                Map.of("requestheader-client-ca-file", "-----BEGIN CERTIFICATE-----\nx\n"))) {
            assertThatThrownBy(() -> FrontProxy.read(data))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("requestheader-");
        }
    }

    /** As the API server publishes it. */
    private static FrontProxy proxy(Authority authority) throws IOException {
        return FrontProxy.read(Map.of(
                "requestheader-client-ca-file", Files.readString(authority.certificateFile()),
                "requestheader-allowed-names", "[\"front-proxy-client\"]",
                "requestheader-username-headers", "[\"X-Remote-User\"]",
                "requestheader-group-headers", "[\"X-Remote-Group\"]",
                "requestheader-extra-headers-prefix", "[\"X-Remote-Extra-\"]"));
    }

    private WebClient proxyClient(Authority authority, String name) {
        var files = authority.issue(name, "CN=" + name, List.of());
        return client(new WebClientOptions()
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(files.certificate().toString())
                        .setKeyPath(files.key().toString())));
    }

    private WebClient client(WebClientOptions options) {
        return WebClient.create(vertx, options.setSsl(true).setTrustAll(true).setVerifyHost(false));
    }

    /** The status; 0 where the handshake fails. */
    private int get(WebClient client, Map<String, String> headers) throws Exception {
        var request = client.get(port, "127.0.0.1", "/page");
        headers.forEach(request::putHeader);
        return Futures.await(request.send().map(answer -> answer.statusCode()).otherwise(0));
    }
}
