package ai.llmd.wva.serving.external;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.HttpsConfiguration;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.fixture.SettableClock;
import ai.llmd.wva.model.MetricNames;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRequest;
import ai.llmd.wva.serving.auth.AccessVerdict;
import ai.llmd.wva.serving.auth.Caller;
import ai.llmd.wva.serving.auth.Delegation;
import ai.llmd.wva.serving.auth.FrontProxyTrust;
import ai.llmd.wva.serving.desired.DesiredNumber;
import ai.llmd.wva.serving.desired.DesiredNumber.Origin;
import ai.llmd.wva.serving.desired.DesiredNumbers;
import ai.llmd.wva.serving.limits.ConnectionLimits;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The API as its readers see it, over plain HTTP; who they are is said by their tokens. */
@VertxTest
class ExternalApiTest {
    private static final String API = "/apis/external.metrics.k8s.io/v1beta1";
    private static final String VALUES = API + "/namespaces/team/";

    private final List<DesiredNumber> known = new ArrayList<>();
    private final List<AccessRequest> demands = new CopyOnWriteArrayList<>();
    private boolean served = true;
    private Vertx vertx;
    private HttpPort port;

    private final class Known implements DesiredNumbers {
        @Override
        public boolean served() {
            return served;
        }

        @Override
        public Optional<DesiredNumber> of(VariantId id) {
            return known.stream().filter(one -> one.id().equals(id)).findFirst();
        }

        @Override
        public Optional<Boolean> exists(VariantId id) {
            return Optional.of(of(id).isPresent());
        }

        @Override
        public List<DesiredNumber> in(String namespace) {
            return known.stream()
                    .filter(one -> one.id().namespace().equals(namespace))
                    .toList();
        }

        @Override
        public void onChange(Runnable listener) {
            // nobody listens
        }
    }

    private final class Judge implements Delegation {
        @Override
        public Optional<Caller> whose(String token) {
            if ("unlucky".equals(token)) {
                throw new IllegalStateException("no API server");
            }
            return "nobody".equals(token)
                    ? Optional.empty()
                    : Optional.of(new Caller(token, Optional.empty(), List.of(), Map.of()));
        }

        @Override
        public Optional<AccessVerdict> remembered(Caller caller, AccessRequest demand) {
            return Optional.empty();
        }

        @Override
        public AccessVerdict check(Caller caller, AccessRequest demand) {
            demands.add(demand);
            return "hpa".equals(caller.name()) ? AccessVerdict.GRANTED : AccessVerdict.FORBIDDEN;
        }
    }

    @BeforeEach
    void open(Vertx used) throws Exception {
        vertx = used;
        known.add(number("a", 3, 2));
        known.add(number("b", 2, 0));
        var trust = new FrontProxyTrust();
        var modules = Stream.concat(
                        Stream.<RouteModule>of(
                                MetricValues.of(
                                        new Known(),
                                        MetricNames.BOTH,
                                        trust,
                                        new Judge(),
                                        new SettableClock(Instant.parse("2026-11-24T12:00:00.5Z"))),
                                new ApiHealth()),
                        ApiDocument.all(MetricNames.BOTH, trust, new Judge()).stream())
                .toList();
        port = Futures.await(HttpPort.open(
                vertx,
                new HttpServerOptions().setHost("127.0.0.1").setPort(0),
                ConnectionLimits.of(HttpsConfiguration.defaults()),
                modules));
    }

    @AfterEach
    void close() throws Exception {
        Futures.await(port.close());
    }

    @Test
    void aValueIsAsKubernetesWritesIt() throws Exception {
        var answer = get(VALUES + "inferno_desired_replicas?labelSelector=variant_name%3Da", "hpa");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("content-type")).isEqualTo("application/json");
        assertThat(answer.bodyAsJsonObject()).isEqualTo(new JsonObject("""
            {"kind": "ExternalMetricValueList", "apiVersion": "external.metrics.k8s.io/v1beta1",
             "metadata": {},
             "items": [{"metricName": "inferno_desired_replicas", "timestamp": "2026-11-24T12:00:00Z",
                        "metricLabels": {"variant_name": "a", "namespace": "team",
                                         "accelerator_type": "A100"},
                        "value": "3"}]}
            """));
        assertThat(demands)
                .containsExactly(
                        new AccessRequest.Listing("external.metrics.k8s.io", "inferno_desired_replicas", "team"));
        assertThat(values("wva_desired_replicas?labelSelector=variant_name%20in%20(a)"))
                .containsExactly("3");
    }

    @Test
    void aRatioIsInThousandthsRoundedDown() throws Exception {
        known.add(number("c", 2, 3));
        known.add(number("d", 8, 2));
        assertThat(values("inferno_desired_ratio")).containsExactly("1500m", "2", "666m", "4");
    }

    @Test
    void selectorsChoose() throws Exception {
        assertThat(values("inferno_desired_replicas?labelSelector=variant_name!%3Da"))
                .containsExactly("2");
        assertThat(values("inferno_desired_replicas?labelSelector=accelerator_type%3DA100"))
                .containsExactly("3", "2");
    }

    @Test
    void whatCannotBeAnsweredIsAStatus() throws Exception {
        refused(VALUES + "inferno_desired_replicas?labelSelector=%3D", "hpa", 400, "BadRequest");
        refused(VALUES + "inferno_desired_replicas?labelSelector=variant_name%3Dz", "hpa", 404, "NotFound");
        refused(VALUES + "inferno_desired_replicas?labelSelector=variant_name%3D", "hpa", 404, "NotFound");
        refused(VALUES + "other", "hpa", 404, "NotFound");
        served = false;
        known.clear();
        refused(VALUES + "inferno_desired_replicas", "hpa", 503, "ServiceUnavailable");
    }

    @Test
    void whoIsUnknownOrHasNoRightSeesNothing() throws Exception {
        for (var path : List.of(VALUES + "inferno_desired_replicas", API, "/apis", "/openapi/v2", "/openapi/v3")) {
            refused(path, "", 401, "Unauthorized");
            refused(path, "nobody", 401, "Unauthorized");
            refused(path, "somebody", 403, "Forbidden");
            refused(path, "unlucky", 503, "ServiceUnavailable");
        }
        assertThat(demands).contains(new AccessRequest.Path("/openapi/v2"), new AccessRequest.Path(API));
        assertThat(get("/healthz", "").bodyAsString()).isEqualTo("ok");
    }

    @Test
    void theApiDescribesItself() throws Exception {
        assertThat(get(API, "hpa").bodyAsJsonObject().getJsonArray("resources"))
                .extracting(one -> ((JsonObject) one).getString("name"))
                .containsExactly(
                        "inferno_desired_replicas",
                        "wva_desired_replicas",
                        "inferno_desired_ratio",
                        "wva_desired_ratio");
        assertThat(get("/apis", "hpa").bodyAsJsonObject().getString("kind")).isEqualTo("APIGroupList");
        assertThat(get("/apis/external.metrics.k8s.io", "hpa")
                        .bodyAsJsonObject()
                        .getString("kind"))
                .isEqualTo("APIGroup");
        assertThat(get("/openapi/v2", "hpa").bodyAsJsonObject().getString("swagger"))
                .isEqualTo("2.0");
        var there = get("/openapi/v3", "hpa")
                .bodyAsJsonObject()
                .getJsonObject("paths")
                .getJsonObject(API.substring(1))
                .getString("serverRelativeURL");
        assertThat(get(there, "hpa").bodyAsJsonObject().getString("openapi")).isEqualTo("3.0.0");
    }

    @Test
    void discoveryInOnePieceIsLeftToTheAggregator() throws Exception {
        var whole = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
        assertThat(accepting(whole)).isEqualTo(406);
        assertThat(accepting(whole + ",application/json")).isEqualTo(200);
    }

    private int accepting(String types) throws Exception {
        return Futures.await(WebClient.create(vertx)
                        .get(port.actualPort(), "127.0.0.1", "/apis")
                        .putHeader("Authorization", "Bearer hpa")
                        .putHeader("Accept", types)
                        .send())
                .statusCode();
    }

    private void refused(String path, String token, int code, String reason) throws Exception {
        var answer = get(path, token);
        assertThat(answer.statusCode()).as(path + " for " + token).isEqualTo(code);
        var status = answer.bodyAsJsonObject();
        assertThat(status.getString("kind")).isEqualTo("Status");
        assertThat(status.getString("reason")).isEqualTo(reason);
        assertThat(status.getInteger("code")).isEqualTo(code);
        assertThat(status.getString("message")).isNotBlank();
    }

    private List<String> values(String rest) throws Exception {
        return get(VALUES + rest, "hpa").bodyAsJsonObject().getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("value"))
                .toList();
    }

    private HttpResponse<Buffer> get(String path, String token) throws Exception {
        var request = WebClient.create(vertx).get(port.actualPort(), "127.0.0.1", path);
        if (!token.isEmpty()) {
            request.putHeader("Authorization", "Bearer " + token);
        }
        return Futures.await(request.send());
    }

    private static DesiredNumber number(String name, int desired, int current) {
        return new DesiredNumber(new VariantId("team", name), "A100", desired, current, Optional.empty(), Origin.PLAN);
    }
}
