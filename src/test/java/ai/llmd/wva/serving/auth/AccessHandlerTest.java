package ai.llmd.wva.serving.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.HttpsConfiguration;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.limits.ConnectionLimits;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@VertxTest
class AccessHandlerTest {
    private static final ConnectionLimits LIMITS = ConnectionLimits.of(HttpsConfiguration.defaults());
    private static final Map<String, AccessVerdict> TOKENS = Map.of(
            "good", AccessVerdict.GRANTED,
            "lowly", AccessVerdict.FORBIDDEN,
            "unlucky", AccessVerdict.UNAVAILABLE);

    private Vertx vertx;

    @BeforeEach
    void use(Vertx vertx) {
        this.vertx = vertx;
    }

    private record Secret(String path, AccessRule access) implements RouteModule {
        @Override
        public List<String> paths() {
            return List.of(path);
        }

        @Override
        public void answer(RoutingContext request) {
            request.response().end("the secret of " + path);
        }
    }

    private static AccessRule rule() {
        return AccessRule.bearer(
                (token, asked) -> TOKENS.getOrDefault(token, AccessVerdict.UNAUTHENTICATED), "/secret");
    }

    private HttpResponse<Buffer> get(AccessRule rule, String path, String authorization) throws Exception {
        var modules = List.<RouteModule>of(new Secret("/secret", rule), new Secret("/open", AccessRule.open()));
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        var port = Futures.await(HttpPort.open(vertx, options, LIMITS, modules));
        var request = WebClient.create(vertx).get(port.actualPort(), "127.0.0.1", path);
        if (authorization != null) {
            request.putHeader("Authorization", authorization);
        }
        var answer = Futures.await(request.send());
        Futures.await(port.close());
        return answer;
    }

    @Test
    void whoHasTheRightIsLetIn() throws Exception {
        var answer = get(rule(), "/secret", "Bearer good");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsString()).isEqualTo("the secret of /secret");
        assertThat(get(rule(), "/secret", "bearer good").statusCode()).isEqualTo(200);
    }

    @Test
    void everyoneElseIsRefusedForAReason() throws Exception {
        var nobody = get(rule(), "/secret", null);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.getHeader("WWW-Authenticate")).isEqualTo("Bearer realm=\"secret\"");
        assertThat(get(rule(), "/secret", "Basic Z29vZDpnb29k").statusCode()).isEqualTo(401);
        assertThat(get(rule(), "/secret", "Bearer ").statusCode()).isEqualTo(401);
        assertThat(get(rule(), "/secret", "Bearer unknown").statusCode()).isEqualTo(401);

        var forbidden = get(rule(), "/secret", "Bearer lowly");
        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(forbidden.bodyAsString())
                .isEqualTo("the user of the token may not get the nonResourceURL /secret\n");

        var unavailable = get(rule(), "/secret", "Bearer unlucky");
        assertThat(unavailable.statusCode()).isEqualTo(503);
        assertThat(unavailable.getHeader("Retry-After")).isEqualTo("10");
    }

    @Test
    void aRightToOnePathIsNoneToAnother() throws Exception {
        AccessRule elsewhere = AccessRule.bearer(
                (token, path) -> path.equals("/other") ? AccessVerdict.GRANTED : AccessVerdict.FORBIDDEN, "/secret");
        assertThat(get(elsewhere, "/secret", "Bearer good").statusCode()).isEqualTo(403);
    }

    @Test
    void anAuthorizerThatBreaksLetsNobodyIn() throws Exception {
        AccessRule broken = AccessRule.bearer(
                (token, path) -> {
                    throw new IllegalStateException("broken");
                },
                "/secret");
        var answer = get(broken, "/secret", "Bearer good");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.bodyAsString()).doesNotContain("secret");
    }

    @Test
    void anOpenRouteBesideAClosedOneAsksNobody() throws Exception {
        assertThat(get(rule(), "/open", null).statusCode()).isEqualTo(200);
    }
}
