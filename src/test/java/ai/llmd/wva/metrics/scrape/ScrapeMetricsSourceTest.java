package ai.llmd.wva.metrics.scrape;

import static ai.llmd.wva.signals.PodFleets.MODEL;
import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.fixture.SettableClock;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.PodFleets;
import ai.llmd.wva.signals.Sampling;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real pages over real sockets; time passes only by hand. The source's own timer is too slow to interfere. */
class ScrapeMetricsSourceTest {
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Sampling SAMPLING =
            new Sampling(STEP.multipliedBy(6), STEP.multipliedBy(12), Optional.empty(), STEP.multipliedBy(12));
    private static final ScrapeOptions OPTIONS =
            new ScrapeOptions(SAMPLING, SeriesConfiguration.defaults(), STEP, Duration.ofSeconds(5), 4, 10_000);

    private final Vertx vertx = Vertx.vertx();
    private final SettableClock clock = new SettableClock(NOW.minus(STEP.multipliedBy(20)));
    private final Map<String, DoubleFunction<String>> pages = new ConcurrentHashMap<>();
    private final HttpServer server = vertx.createHttpServer();
    private ScrapeMetricsSource source;

    @BeforeEach
    void serve() {
        server.requestHandler(request -> {
                    var page = pages.get(request.path().substring(1));
                    if (page == null) {
                        request.response().setStatusCode(500).end("no such pod");
                    } else {
                        request.response().end(page.apply(secondsBefore()));
                    }
                })
                .listen(0, "127.0.0.1")
                .await();
        source = new ScrapeMetricsSource(vertx, OPTIONS, this::endpoint, clock);
    }

    @AfterEach
    void close() {
        source.close().await();
        vertx.close().await();
    }

    private Optional<URI> endpoint(Variant variant, PodInfo pod) {
        return pod.name().startsWith("nowhere")
                ? Optional.empty()
                : Optional.of(URI.create("http://127.0.0.1:" + server.actualPort() + "/" + pod.name()));
    }

    private double secondsBefore() {
        return Duration.between(NOW, clock.instant()).toSeconds();
    }

    private static String page(double finished, double running) {
        return String.format(Locale.ROOT, """
            vllm:request_success_total{model_name="%1$s",finished_reason="stop"} %2$f
            vllm:num_requests_running{model_name="%1$s"} %3$f
            vllm:num_requests_waiting{model_name="%1$s"} 0
            vllm:request_generation_tokens_sum{model_name="%1$s"} %4$f
            vllm:request_generation_tokens_count{model_name="%1$s"} %2$f
            """, MODEL, finished, running, finished * 178);
    }

    /** One request a second. */
    private static String busy(double second) {
        return page(100_000 + second, 2);
    }

    private static PodInfo old(String pod) {
        return new PodInfo(pod, Optional.of(NOW.minus(STEP.multipliedBy(100))));
    }

    /** Scrapes once per interval up to {@link PodFleets#NOW}, then measures. */
    private Measurement measured(Variant variant) {
        measure(variant);
        while (clock.instant().isBefore(NOW)) {
            clock.advance(STEP);
            source.scrape().await();
        }
        return measure(variant);
    }

    private Measurement measure(Variant variant) {
        return source.measure(PodFleets.of(variant), clock.instant()).await().get(variant.id());
    }

    @Test
    void loadIsMeasuredWithoutPrometheus() {
        pages.put("a", ScrapeMetricsSourceTest::busy);
        assertThat(measured(variant("v", running(old("a"))))).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1, within(1e-9));
            assertThat(measured.load().outputTokens().orElseThrow()).isEqualTo(178, within(1e-6));
            assertThat(measured.load().running()).isEqualTo(2);
            assertThat(measured.partial()).isFalse();
            assertThat(measured.age()).isZero();
        });
    }

    @Test
    void podsAddUp() {
        pages.put("a", ScrapeMetricsSourceTest::busy);
        pages.put("b", ScrapeMetricsSourceTest::busy);
        assertThat(measured(variant("v", running(old("a"), old("b")))))
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.load().arrivalRatePerSecond())
                                .isEqualTo(2, within(1e-9)));
    }

    @Test
    void nothingToDoIsZeroLoad() {
        pages.put("a", second -> page(7, 0));
        assertThat(measured(variant("v", running(old("a")))))
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.load().isZero()).isTrue());
    }

    @Test
    void aPodThatNeverAnsweredIsUnknown() {
        assertThat(measured(variant("v", running(old("dead"))))).isInstanceOfSatisfying(Unknown.class, unknown -> {
            assertThat(unknown.cause()).isEqualTo(Cause.ABSENT);
            assertThat(unknown.message()).contains("no series", "pods serve /metrics");
        });
    }

    @Test
    void aPodWithoutAddressIsUnknown() {
        assertThat(measured(variant("v", running(old("nowhere"))))).isInstanceOf(Unknown.class);
    }

    @Test
    void aDeadPodBesideALiveOneMakesTheLoadPartial() {
        pages.put("a", ScrapeMetricsSourceTest::busy);
        assertThat(measured(variant("v", running(old("a"), old("dead")))))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.partial()).isTrue();
                    assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1, within(1e-9));
                });
    }

    @Test
    void aPodThatFellSilentIsStaleNotIdle() {
        pages.put("a", second -> second > -3600 * 3 ? "broken {" : busy(second));
        assertThat(measured(variant("v", running(old("a"))))).isInstanceOf(Unknown.class);
    }

    @Test
    void aPageThatIsTooLargeIsNotRead() {
        pages.put("a", second -> busy(second) + "# " + "x".repeat(10_000));
        assertThat(measured(variant("v", running(old("a"))))).isInstanceOf(Unknown.class);
    }

    @Test
    void aNewPodIsReadAtOnce() {
        pages.put("a", ScrapeMetricsSourceTest::busy);
        var young = new PodInfo("a", Optional.of(clock.instant()));
        assertThat(measure(variant("v", running(young))))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.message()).contains("old enough"));
    }

    @Test
    void aMissingTargetIsNamed() {
        assertThat(measure(variant("v", new TargetState.Missing("no Deployment v"))))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.message()).contains("no Deployment v"));
    }

    @Test
    void anEmptyFleetHasNoMeasurements() {
        assertThat(source.measure(PodFleets.of(), NOW).await()).isEmpty();
    }
}
