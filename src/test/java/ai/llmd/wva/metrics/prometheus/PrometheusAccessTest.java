package ai.llmd.wva.metrics.prometheus;

import static ai.llmd.wva.config.PrometheusSettings.at;
import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.config.Live;
import ai.llmd.wva.config.PrometheusSettings;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.PodFleets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands between the controller and Prometheus: proxies that take one method only, ask for a login, a tenant. */
class PrometheusAccessTest {
    private static final String NO_FAILURE = "no failure";

    private final Vertx vertx = Vertx.vertx();
    private final FakePrometheus prometheus = FakePrometheus.plain(vertx);
    private final Live<PrometheusSettings> settings = new Live<>(at(prometheus.url()));
    private PrometheusMetricsSource source = with("'retryDelays': []");

    @AfterEach
    void stop() {
        source.close().await();
        prometheus.close();
        vertx.close().await();
    }

    private PrometheusMetricsSource with(String options) {
        var collector = Configurations.collector("'allowPlainHttp': true, " + options);
        return new PrometheusMetricsSource(vertx, collector, settings, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    /** What went wrong in a measure, if anything; what was asked before it is forgotten. */
    private String measure(Fleet fleet) {
        prometheus.asked.clear();
        var first = fleet.variants().firstKey();
        return source.measure(fleet, NOW).await().get(first) instanceof Unknown unknown
                        && unknown.cause() == Cause.PROMETHEUS_ERROR
                ? unknown.message()
                : NO_FAILURE;
    }

    private String measure() {
        return measure(PodFleets.of(variant("v", running(ready("a", 500)))));
    }

    private String measure(String prometheusKeys) {
        settings.set(Configurations.prometheus("'baseUrl': '" + prometheus.url() + "', " + prometheusKeys));
        return measure();
    }

    private List<HttpMethod> methods() {
        return prometheus.asked.stream().map(FakePrometheus.Asked::method).toList();
    }

    /** Answers requests of this method with a status, the others well. */
    private void refuses(HttpMethod method, int status) {
        prometheus.behaves(request -> {
            if (request.method().equals(method)) {
                request.response().setStatusCode(status).end("no " + method);
            } else {
                prometheus.answer(request);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 405, 501})
    void wherePostIsRefusedGetIsTakenFromThenOn(int status) {
        refuses(HttpMethod.POST, status);
        assertThat(measure()).isEqualTo(NO_FAILURE);
        assertThat(methods()).contains(HttpMethod.POST, HttpMethod.GET);
        assertThat(measure()).isEqualTo(NO_FAILURE);
        assertThat(methods()).isNotEmpty().containsOnly(HttpMethod.GET);
        assertThat(prometheus.asked).allSatisfy(asked -> {
            assertThat(asked.form()).isEmpty();
            assertThat(asked.urlParameters().contains("query")).isTrue();
            assertThat(asked.headers().contains("content-type")).isFalse();
        });
    }

    @Test
    void whereGetIsRefusedLaterPostIsTakenAgain() {
        refuses(HttpMethod.POST, 405);
        measure();
        refuses(HttpMethod.GET, 405);
        assertThat(measure()).isEqualTo(NO_FAILURE);
        assertThat(measure()).isEqualTo(NO_FAILURE);
        assertThat(methods()).containsOnly(HttpMethod.POST);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 500, 503})
    void noOtherStatusIsAboutTheMethod(int status) {
        refuses(HttpMethod.POST, status);
        assertThat(measure()).startsWith("Prometheus at 127.0.0.1 answered " + status);
        assertThat(methods()).containsOnly(HttpMethod.POST);
    }

    @Test
    void aTokenThatMayNotAskAtAllIsToldOnce() {
        prometheus.answers(403, "text/plain", "forbidden");
        assertThat(measure("'bearerToken': 's3cret'"))
                .isEqualTo("Prometheus at 127.0.0.1 answered 403 to the token of PROMETHEUS_BEARER_TOKEN:"
                        + " \"forbidden\"");
    }

    @Test
    void thatTheTokenIsRefusedTellsMoreThanThatTheMethodIs() {
        prometheus.behaves(request -> request.response()
                .setStatusCode(request.method().equals(HttpMethod.POST) ? 405 : 403)
                .end("no"));
        assertThat(measure()).contains("answered 403 to no token");
    }

    @Test
    void aQueryThatIsTooLongForAUrlIsToldAndNotCut() {
        source.close().await();
        source = with("'retryDelays': [], 'maxUrlBytes': 1024");
        var variants = IntStream.range(0, 10)
                .mapToObj(i -> variant("llm", "v" + i, i + "m".repeat(200), running(ready("a" + i, 500))))
                .toArray(Variant[]::new);
        refuses(HttpMethod.POST, 405);
        assertThat(measure(PodFleets.of(variants)))
                .matches("Prometheus at 127.0.0.1 answered 405: \"no POST\"; GET was not tried: its URL would have"
                        + " [0-9]{4,} bytes, more than collector.maxUrlBytes \\(1024\\)\\. Allow POST, or"
                        + " raise that limit if every proxy accepts such a URL");
        assertThat(prometheus.asked)
                .filteredOn(asked -> asked.query().contains("vllm:"))
                .extracting(FakePrometheus.Asked::method)
                .hasSize(2)
                .containsOnly(HttpMethod.POST);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void headersAndParametersGoWithEveryRequest(boolean takesPost) {
        source.close().await();
        source = with("'headers': {'X-Scope-OrgID': 'team-a'}, 'queryParameters': {'namespace': 'a&b=c ü'}");
        settings.set(at(prometheus.url() + "/prom/?tenant=x%26y"));
        refuses(takesPost ? HttpMethod.GET : HttpMethod.POST, 405);
        measure();
        assertThat(measure()).isEqualTo(NO_FAILURE);
        assertThat(methods()).containsOnly(takesPost ? HttpMethod.POST : HttpMethod.GET);
        assertThat(prometheus.asked).isNotEmpty().allSatisfy(asked -> {
            assertThat(asked.path()).startsWith("/prom/api/v1/query");
            assertThat(asked.headers().get("X-Scope-OrgID")).isEqualTo("team-a");
            assertThat(asked.urlParameters().get("tenant")).isEqualTo("x&y");
            assertThat(asked.urlParameters().get("namespace")).isEqualTo("a&b=c ü");
            assertThat(asked.query()).isNotBlank();
        });
    }

    @Test
    void aPasswordFileIsReadAgainWhenItChanges(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("password"), "first\n");
        var keys = "'basicAuthUsername': 'wva', 'basicAuthPasswordPath': '" + file + "'";
        assertThat(measure(keys)).isEqualTo(NO_FAILURE);
        assertThat(prometheus.asked.get(0).headers().get("authorization")).isEqualTo("Basic d3ZhOmZpcnN0");
        Files.writeString(file, "second");
        prometheus.answers(401, "text/plain", "Unauthorized");
        assertThat(measure(keys))
                .isEqualTo("Prometheus at 127.0.0.1 answered 401 to user wva with the password of file " + file
                        + ": \"Unauthorized\"");
        assertThat(prometheus.asked.get(0).headers().get("authorization")).isEqualTo("Basic d3ZhOnNlY29uZA==");
        Files.writeString(file, "\n");
        assertThat(measure(keys)).endsWith("the file " + file + " (PROMETHEUS_BASIC_AUTH_PASSWORD_PATH) is empty");
        assertThat(prometheus.asked).isEmpty();
    }

    @Test
    void whatIsSecretIsNotShownWhereTheAnswerRepeatsIt() {
        source.close().await();
        source = with("'headers': {'X-Custom': 'header-s3cret'}, 'queryParameters': {'api_key': 'a/s3cret'}");
        prometheus.behaves(request -> request.response()
                .setStatusCode(400)
                .end(request.getHeader("authorization") + " " + request.getHeader("X-Custom") + " " + request.uri()
                        + " " + request.getParam("api_key")));
        assertThat(measure("'basicAuthUsername': 'wva', 'basicAuthPassword': 's3cret'"))
                .contains("Basic *** *** /api/v1/query", "?api_key=*** ***")
                .doesNotContain("s3cret");
    }

    @Test
    void aSecretThatIsCutOffIsNotShownEither() {
        prometheus.answers(401, "text/plain", "x".repeat(75) + "s3cret");
        assertThat(measure("'bearerToken': 's3cret'")).endsWith("x***\"");
    }
}
