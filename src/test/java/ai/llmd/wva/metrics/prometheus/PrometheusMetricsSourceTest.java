package ai.llmd.wva.metrics.prometheus;

import static ai.llmd.wva.config.PrometheusSettings.at;
import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.config.Live;
import ai.llmd.wva.config.PrometheusSettings;
import ai.llmd.wva.fixture.SettableClock;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.metrics.StoredSeries;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.signals.PodFleets;
import ai.llmd.wva.signals.Recording;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrometheusMetricsSourceTest {
    private static final CollectorConfiguration OPTIONS = Configurations.collector("""
        'scrapeInterval': '10s', 'queryTimeout': '20s', 'retryDelays': ['1ms', '2ms'],
        'breakerFailures': 3, 'allowPlainHttp': true
        """);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SettableClock clock = new SettableClock(NOW);
    private final FakePrometheus prometheus = FakePrometheus.plain(vertx);
    private final Live<PrometheusSettings> settings = new Live<>(at(prometheus.url()));
    private PrometheusMetricsSource source;

    @BeforeEach
    void start() {
        source = with(OPTIONS);
    }

    @AfterEach
    void stop() {
        source.close().await();
        prometheus.close();
        vertx.close().await();
    }

    private PrometheusMetricsSource with(CollectorConfiguration options) {
        return new PrometheusMetricsSource(vertx, options, settings, registry, clock);
    }

    private Measurement measure(PrometheusSettings reach) {
        settings.set(reach);
        var variant = variant("v", running(ready("a", 500)));
        return source.measure(PodFleets.of(variant), NOW).await().get(variant.id());
    }

    private String failure(PrometheusSettings reach) {
        return measure(reach) instanceof Unknown unknown && unknown.cause() == Cause.PROMETHEUS_ERROR
                ? unknown.message()
                : "no failure";
    }

    private PrometheusSettings withToken(String token) {
        return Configurations.prometheus("'baseUrl': '" + prometheus.url() + "', 'bearerToken': '" + token + "'");
    }

    private String failure() {
        return failure(at(prometheus.url()));
    }

    private static List<RawSeries> steady(Recording recording) {
        return StoredSeries.of(recording.scraped(4, 300, 0, second -> new double[] {1000 + second, 1, 0}));
    }

    @Test
    void measuresThroughHttp() {
        prometheus.serves(steady(Recording.ofPod("a")));
        assertThat(measure(at(prometheus.url() + "/prom/"))).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1, within(1e-9));
            assertThat(measured.age()).isEqualTo(Duration.ofSeconds(4));
        });
        assertThat(prometheus.asked)
                .extracting(FakePrometheus.Asked::path)
                .containsOnly("/prom/api/v1/query", "/prom/api/v1/query_range");
        // two of them ask for lengths
        assertThat(registry.get("wva.prometheus.queries")
                        .tag("result", "success")
                        .counter()
                        .count())
                .isEqualTo(6);
        assertThat(registry.get("wva.prometheus.query").timer().count()).isEqualTo(6);
    }

    @Test
    void allQueriesOfAMeasureAreAboutTheSameInstant() {
        measure(at(prometheus.url()));
        var seconds = NOW.getEpochSecond() + ".000";
        assertThat(prometheus.asked)
                .extracting(asked -> asked.form().contains("time")
                        ? asked.form().get("time")
                        : asked.form().get("end"))
                .hasSize(6)
                .containsOnly(seconds);
    }

    @Test
    void variantsOfAModelAreToldApart() {
        var first = variant("first", running(ready("a", 500)));
        var second = variant("second", running(ready("b", 500)));
        var series = new ArrayList<>(steady(Recording.ofPod("a")));
        series.addAll(StoredSeries.of(Recording.ofPod("b").scraped(4, 300, 0, at ->
                new double[] {3000 + 3 * at, 2, 1})));
        prometheus.serves(series);
        var measured = source.measure(PodFleets.of(first, second), NOW).await();
        assertThat(rate(measured.get(first.id()))).isEqualTo(1, within(1e-9));
        assertThat(rate(measured.get(second.id()))).isEqualTo(3, within(1e-9));
    }

    private static double rate(Measurement measurement) {
        return measurement instanceof Measured measured ? measured.load().arrivalRatePerSecond() : Double.NaN;
    }

    @Test
    void oddModelNamesAreEscapedAndJoined() {
        var model = "a\"b\\c{d}|e.*\nü🦙";
        prometheus.serves(steady(new Recording(model, "llm", "a")));
        var odd = variant("llm", "v", model, running(ready("a", 500)));
        var measured = source.measure(PodFleets.of(odd), NOW).await();
        assertThat(rate(measured.get(odd.id()))).isEqualTo(1, within(1e-9));
        assertThat(prometheus.asked.get(0).query())
                .contains("model_name=~\"|a\\\"b\\\\\\\\c\\\\{d\\\\}\\\\|e\\\\.\\\\*\\u000aü🦙\"");
    }

    @Test
    void anEmptyFleetAsksNothing() {
        assertThat(source.measure(PodFleets.of(), NOW).await()).isEmpty();
        assertThat(prometheus.asked).isEmpty();
    }

    @Test
    void aMissingTargetStaysTheReasonWhenPrometheusFails() {
        prometheus.answers(400, "application/json", "{}");
        var variant = variant("v", new TargetState.Missing("gone"));
        assertThat(source.measure(PodFleets.of(variant), NOW).await().get(variant.id()))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.cause()).isEqualTo(Cause.MISSING));
    }

    @Test
    void plainHttpMustBeAllowed() {
        source.close().await();
        source = with(CollectorConfiguration.defaults());
        assertThat(failure()).contains("Prometheus at 127.0.0.1", "PROMETHEUS_BASE_URL", "collector.allowPlainHttp");
        assertThat(prometheus.asked).isEmpty();
    }

    @Test
    void aLoginPageIsNotPrometheus() {
        prometheus.answers(200, "text/html; charset=utf-8", "<html>\n  <title>Log in</title>" + " ".repeat(100) + "x");
        assertThat(failure())
                .isEqualTo("Prometheus at 127.0.0.1 answered with text/html; charset=utf-8 instead of JSON, so it is"
                        + " probably not Prometheus: \"<html> <title>Log in</title> x\"");
        assertThat(prometheus.asked).hasSize(3);
    }

    @Test
    void aRedirectIsNotFollowed() {
        prometheus.behaves(request -> request.response()
                .setStatusCode(302)
                .putHeader("location", "https://login.test/")
                .end());
        assertThat(failure()).contains("302", "https://login.test/");
    }

    @Test
    void aBadQueryIsNotRetriedAndTold() {
        prometheus.answers(
                400, "application/json", "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}");
        assertThat(failure()).isEqualTo("Prometheus at 127.0.0.1 answered 400: bad_data: parse error");
        assertThat(prometheus.asked).hasSize(3);
    }

    @Test
    void aWrongTokenIsNamedButNotShown() {
        prometheus.answers(401, "text/plain", "Unauthorized");
        assertThat(failure(withToken("s3cret")))
                .isEqualTo("Prometheus at 127.0.0.1 answered 401 to the token of PROMETHEUS_BEARER_TOKEN:"
                        + " \"Unauthorized\"");
        assertThat(prometheus.asked.get(0).headers().get("authorization")).isEqualTo("Bearer s3cret");
        assertThat(failure()).contains("401 to no token");
    }

    @Test
    void aTokenThatIsRepeatedInTheAnswerIsNotShown() {
        prometheus.answers(401, "text/plain", "s3cret is not known here");
        assertThat(failure(withToken("s3cret"))).endsWith(": \"*** is not known here\"");
        prometheus.answers(200, "text/html", "<p>s3cret</p>");
        assertThat(failure(withToken("s3cret"))).endsWith("\"<p>***</p>\"");
    }

    @Test
    void tellsWhenTheWayToPrometheusChangesUntilItIsClosed() {
        var told = new AtomicInteger();
        source.onChange(told::incrementAndGet);
        settings.set(at("http://other"));
        settings.set(at("http://other"));
        assertThat(told).hasValue(1);
        source.close().await();
        settings.set(at("http://third"));
        assertThat(told).hasValue(1);
    }

    @Test
    void aPauseOfZeroIsNone() {
        source.close().await();
        source = with(Configurations.collector("'retryDelays': ['0s'], 'allowPlainHttp': true"));
        prometheus.answers(503, "text/plain", "no storage");
        assertThat(failure()).endsWith("answered 503: \"no storage\"");
        assertThat(prometheus.asked).hasSize(6);
    }

    @Test
    void whatPassesIsRetried() {
        prometheus.serves(steady(Recording.ofPod("a")));
        var attempts = new ConcurrentHashMap<String, Integer>();
        prometheus.behaves(request -> {
            if (attempts.merge(request.getFormAttribute("query"), 1, Integer::sum) <= 2) {
                request.response().setStatusCode(503).end("starting");
            } else {
                prometheus.answer(request);
            }
        });
        assertThat(measure(at(prometheus.url()))).isInstanceOf(Measured.class);
        assertThat(prometheus.asked).hasSize(12);
        assertThat(registry.get("wva.prometheus.queries")
                        .tag("result", "failure")
                        .counter()
                        .count())
                .isEqualTo(8);
    }

    @Test
    void whatDoesNotPassEndsAfterTheLastAttempt() {
        prometheus.answers(503, "text/plain", "no storage");
        assertThat(failure()).isEqualTo("Prometheus at 127.0.0.1 answered 503: \"no storage\"");
        assertThat(prometheus.asked).hasSize(9);
    }

    @Test
    void noAnswerTimesOut() {
        source.close().await();
        source = with(Configurations.collector(
                "'queryTimeout': '300ms', 'retryDelays': [], 'breakerFailures': 3, 'allowPlainHttp': true"));
        prometheus.behaves(HttpServerRequest::pause);
        assertThat(failure()).isEqualTo("Prometheus at 127.0.0.1 did not answer within 0.3s");
    }

    @Test
    void aRefusedConnectionIsTold() {
        var url = prometheus.url();
        var port = prometheus.port();
        prometheus.close();
        assertThat(failure(at(url))).isEqualTo("Prometheus at 127.0.0.1 refused the connection on port " + port);
    }

    @Test
    void anAnswerThatIsTooLongIsCutOff() {
        var mebibyte = "x".repeat(1 << 20);
        prometheus.behaves(request -> {
            var response = request.response()
                    .setChunked(true)
                    .putHeader("content-type", "application/json")
                    .exceptionHandler(cutOff -> {});
            for (int chunk = 0; chunk <= 64; chunk++) {
                response.write(mebibyte);
            }
            response.end();
        });
        assertThat(failure()).isEqualTo("Prometheus at 127.0.0.1 answered with more than 67108864 bytes");
    }

    @Test
    void brokenJsonIsTold() {
        prometheus.answers(200, "application/json", "{\"status\":\"success\",");
        assertThat(failure()).contains("answered with invalid or unexpected JSON");
    }

    @Test
    void theBreakerLeavesAFailingPrometheusAloneAndTriesItAgain() {
        prometheus.answers(500, "text/plain", "broken");
        for (var i = 0; i < 3; i++) {
            assertThat(failure()).contains("answered 500");
        }
        var asked = prometheus.asked.size();
        assertThat(failure())
                .isEqualTo(
                        "Prometheus at 127.0.0.1 is not asked: the circuit breaker is open since 2026-11-24T12:00:00Z"
                                + " and tries again 30s later; last time it answered 500: \"broken\"");
        assertThat(prometheus.asked).hasSize(asked);
        assertThat(registry.get("wva.prometheus.breaker.state").gauge().value()).isEqualTo(2);

        clock.advance(Duration.ofSeconds(31));
        prometheus.serves(steady(Recording.ofPod("a")));
        assertThat(measure(at(prometheus.url()))).isInstanceOf(Measured.class);
        assertThat(registry.get("wva.prometheus.breaker.state").gauge().value()).isZero();
    }

    @Test
    void anotherPrometheusStartsWithAClosedBreaker() {
        prometheus.answers(500, "text/plain", "broken");
        for (var i = 0; i < 4; i++) {
            failure();
        }
        try (var other = FakePrometheus.plain(vertx)) {
            other.serves(steady(Recording.ofPod("a")));
            assertThat(measure(at(other.url()))).isInstanceOf(Measured.class);
        }
    }

    @Test
    void aClosedSourceStillAnswers() {
        source.close().await();
        Fleet fleet = PodFleets.of(variant("v", running(ready("a", 500))));
        assertThat(source.measure(fleet, NOW).await().get(new VariantId("llm", "v")))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.message()).contains("stopping"));
        assertThat(registry.find("wva.prometheus.breaker.state").gauge()).isNull();
    }
}
