package ai.llmd.wva.page.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.LocalHttp;
import ai.llmd.wva.page.PageFixture;
import ai.llmd.wva.serving.auth.AccessRequest;
import ai.llmd.wva.serving.auth.AccessVerdict;
import ai.llmd.wva.serving.auth.Caller;
import ai.llmd.wva.serving.auth.DelegatedRule;
import ai.llmd.wva.serving.auth.Delegation;
import ai.llmd.wva.serving.auth.FrontProxyTrust;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may use a page that others reach; who they are is said by their tokens. */
@VertxTest
class PageRightsTest {
    private static final String BODY =
            "{\"changes\": [{\"namespace\": \"team\", \"name\": \"v00000\", \"loadFactor\": 2}]}";

    private final PageFixture page = new PageFixture();
    private PageServing serving;

    /** Lets a reader get, a planner post too, and all others discover APIs. */
    private static final class Judge implements Delegation {
        @Override
        public Optional<Caller> whose(String token) {
            if (token.equals("unlucky")) {
                throw new IllegalStateException("no API server");
            }
            return token.equals("nobody")
                    ? Optional.empty()
                    : Optional.of(new Caller(token, Optional.empty(), List.of(), Map.of()));
        }

        @Override
        public Optional<AccessVerdict> remembered(Caller caller, AccessRequest demand) {
            return Optional.empty();
        }

        @Override
        public AccessVerdict check(Caller caller, AccessRequest demand) {
            var asked = (AccessRequest.Path) demand;
            boolean granted =
                    switch (caller.name()) {
                        case "planner" -> asked.path().equals(PageAccess.RIGHT);
                        case "reader" ->
                            asked.path().equals(PageAccess.RIGHT)
                                    && asked.verb().equals("get");
                        // what Kubernetes grants every user
                        default ->
                            asked.path().startsWith("/api/") && asked.verb().equals("get");
                    };
            return granted ? AccessVerdict.GRANTED : AccessVerdict.FORBIDDEN;
        }
    }

    @BeforeEach
    void open(Vertx vertx) throws Exception {
        serving = PageServing.open(
                vertx,
                page,
                PageAccess.remote(new DelegatedRule(new FrontProxyTrust(), new Judge(), PageAccess::demand)));
        var fleet = PageFixture.fleetOf(1);
        page.state.declared(fleet, page.clock.instant());
        page.state.planned(page.cycle(fleet, 240), page.clock.instant());
    }

    @AfterEach
    void close() throws Exception {
        serving.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', GET, /api/v1/fleet, 401",
        "'', GET, /, 401",
        "'', GET, /assets/main.js, 401",
        "'', GET, /api/v1/events, 401",
        "'', POST, /api/v1/plan, 401",
        "nobody, GET, /api/v1/fleet, 401",
        "somebody, GET, /api/v1/variants/team/v00000, 403",
        "unlucky, GET, /api/v1/decisions, 503",
        "unlucky, POST, /api/v1/plan, 503",
        "reader, GET, /api/v1/fleet, 200",
        "reader, GET, /api/v1/openapi.json, 200",
        "reader, GET, /, 200",
        "reader, POST, /api/v1/plan, 403",
        "planner, POST, /api/v1/plan, 200"
    })
    void whatIsAskedForNeedsItsRight(String token, String method, String path, int status) {
        var headers = new TreeMap<>(Map.of("Content-Type", "application/json"));
        if (!token.isEmpty()) {
            headers.put("Authorization", "Bearer " + token);
        }
        var answer = LocalHttp.plain()
                .send(
                        method,
                        URI.create("http://127.0.0.1:" + serving.port() + path),
                        headers,
                        method.equals("POST") ? BODY : "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status != 200) {
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        }
        assertThat(answer.headers().firstValue("www-authenticate").isPresent()).isEqualTo(status == 401);
    }
}
