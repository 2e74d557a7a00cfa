package ai.llmd.wva.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.verticle.Bus;
import ai.llmd.wva.verticle.PageVerticle;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.junit5.VertxTest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which way the page is served, by the address that it has. */
@VertxTest
class PageServerTest {
    private static final String CONFIGURATION = """
        {'https': {'certPath': '', 'keyPath': '', 'authentication': %s}, 'page': {'host': '%s', 'port': 0}}
        """;

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true, http, 200",
        "localhost, true, http, 200",
        "0.0.0.0, false, https, 200",
        "0.0.0.0, true, https, 401"
    })
    void othersThanThisMachineNeedTlsAndATokenUnlessThatIsTurnedOff(
            String host, boolean authentication, String scheme, int status, Vertx vertx) throws Exception {
        Bus.registerCodecs(vertx);
        try (var client = new KubernetesClientBuilder().build()) {
            var page = new PageServer(
                            Configurations.of(CONFIGURATION.formatted(authentication, host)),
                            client,
                            "wva-0",
                            Leadership.always(),
                            id -> Optional.empty(),
                            List.of("localhost"),
                            Clock.systemUTC())
                    .deployable();
            var verticle = (PageVerticle) page.verticle().get();
            var id = Futures.await(vertx.deployVerticle(verticle, page.options()));
            var web = WebClient.create(
                    vertx, new WebClientOptions().setTrustAll(true).setVerifyHost(false));
            var answer = Futures.await(
                    web.getAbs(scheme + "://127.0.0.1:" + verticle.actualPort().orElseThrow() + "/api/v1/fleet")
                            .send());
            assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(status);
            Futures.await(vertx.undeploy(id));
        }
    }
}
