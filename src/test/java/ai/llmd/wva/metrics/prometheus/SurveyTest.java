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
import ai.llmd.wva.fixture.SettableClock;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.metrics.StoredSeries;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.signals.PodFleets;
import ai.llmd.wva.signals.Points;
import ai.llmd.wva.signals.Recording;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages of a fleet, what Prometheus says besides, and what is told where there is nothing. */
class SurveyTest {
    private static final CollectorConfiguration OPTIONS =
            Configurations.collector("'retryDelays': [], 'allowPlainHttp': true");

    private final Vertx vertx = Vertx.vertx();
    private final FakePrometheus prometheus = FakePrometheus.plain(vertx);
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
        return new PrometheusMetricsSource(
                vertx, options, new Live<>(at(prometheus.url())), new SimpleMeterRegistry(), new SettableClock(NOW));
    }

    private Measurement measure() {
        var variant = variant("v", running(ready("a", 500)));
        return source.measure(PodFleets.of(variant), NOW).await().get(variant.id());
    }

    private static List<RawSeries> steady(Recording recording) {
        return StoredSeries.of(recording.scraped(4, 300, 0, second -> new double[] {1000 + second, 1, 0}));
    }

    private static double rate(Measurement measurement) {
        return measurement instanceof Measured measured ? measured.load().arrivalRatePerSecond() : Double.NaN;
    }

    @Test
    void twoQueriesTellOfAWholePageOfVariantsAndOneOfTheGateways() {
        var variants = new ArrayList<Variant>();
        var series = new ArrayList<RawSeries>();
        for (var i = 0; i < 200; i++) {
            var name = "v%03d".formatted(i);
            variants.add(variant("ns" + i % 100, name, "model-" + i % 70, running(ready(name + "-pod", 500))));
            series.addAll(steady(new Recording("model-" + i % 70, "ns" + i % 100, name + "-pod")));
        }
        prometheus.serves(series);
        var fleet = PodFleets.of(variants.toArray(Variant[]::new));
        assertThat(source.measure(fleet, NOW).await().values())
                .hasSize(200)
                .allMatch(measurement -> measurement instanceof Measured measured && !measured.partial());
        assertThat(prometheus.asked).hasSize(3);
    }

    /** Buckets of a thousand requests, all of them of 11 to 20 tokens and 15 in the mean. */
    private static JsonArray alike() {
        var results = new JsonArray();
        for (var bucket : Map.of("10", 0, "20", 1000, "+Inf", 1000, "", 15_000).entrySet()) {
            var labels = new JsonObject().put("namespace", PodFleets.NAMESPACE).put("model_name", PodFleets.MODEL);
            if (!bucket.getKey().isEmpty()) {
                labels.put("le", bucket.getKey());
            }
            var value = new JsonArray().add(NOW.getEpochSecond()).add(bucket.getValue() + ".5");
            results.add(new JsonObject().put("metric", labels).put("value", value));
        }
        return results;
    }

    @Test
    void lengthsAreAskedForBeforeTheFirstMeasureAndThenEveryTenMinutes() {
        prometheus.serves(steady(Recording.ofPod("a")));
        prometheus.servesLengths(query -> query.contains("prompt") ? alike() : new JsonArray());
        assertThat(measure()).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.load().inputVariability().orElseThrow()).isBetween(0.0, 0.1);
            assertThat(measured.load().outputVariability()).isEmpty();
        });
        assertThat(prometheus.askedLengths)
                .extracting(FakePrometheus.Asked::query)
                .containsExactlyInAnyOrder(
                        "sum by (namespace, model_name, le) (increase({__name__=~\"vllm:request_prompt_tokens_bucket"
                                + "|vllm:request_prompt_tokens_sum|request_prompt_tokens_bucket"
                                + "|request_prompt_tokens_sum\",namespace=~\"llm\",model_name=~\"|default/default\"}"
                                + "[600000ms]))",
                        "sum by (namespace, model_name, le) (increase({__name__=~"
                                + "\"vllm:request_generation_tokens_bucket|vllm:request_generation_tokens_sum"
                                + "|request_generation_tokens_bucket"
                                + "|request_generation_tokens_sum\",namespace=~\"llm\""
                                + ",model_name=~\"|default/default\"}[600000ms]))");
        var fleet = PodFleets.of(variant("v", running(ready("a", 500))));
        for (var second = 60; second < 600; second += 60) {
            source.measure(fleet, NOW.plusSeconds(second)).await();
        }
        assertThat(prometheus.askedLengths).hasSize(2);
        source.measure(fleet, NOW.plusSeconds(600)).await();
        assertThat(prometheus.askedLengths).hasSize(4);
    }

    @Test
    void lengthsThatCannotBeToldChangeNothingElse() {
        prometheus.serves(steady(Recording.ofPod("a")));
        prometheus.servesLengths(query -> new JsonArray().add(new JsonObject().put("metric", 1)));
        assertThat(measure()).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1, within(1e-9));
            assertThat(measured.load().inputVariability()).isEmpty();
        });
    }

    @Test
    void whatAGatewayHoldsWaits() {
        var series = new ArrayList<>(steady(Recording.ofPod("a")));
        var held = new Points.Builder();
        for (var ago = 94; ago > 0; ago -= 15) {
            held.add(NOW.minusSeconds(ago).toEpochMilli(), 100);
        }
        var labels = Map.of(
                RawSeries.NAME,
                "llm_d_epp_flow_control_queue_size",
                "namespace",
                PodFleets.NAMESPACE,
                "pod",
                "epp-1",
                "fairness_id",
                "default",
                "target_model_name",
                PodFleets.MODEL);
        series.add(new RawSeries(labels, held.build(), false));
        prometheus.serves(series);
        assertThat(measure())
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.load().waiting()).isEqualTo(100));
    }

    @Test
    void oneQueryTellsForWhichOfManySleepersRequestsWait() {
        var labels = Map.of(
                RawSeries.NAME,
                "llm_d_epp_flow_control_queue_size",
                "namespace",
                "ns1",
                "pod",
                "epp-1",
                "target_model_name",
                "model-1");
        prometheus.serves(List.of(new RawSeries(
                labels, new Points.Builder().add(NOW.toEpochMilli(), 2).build(), false)));
        var asleep = new TreeSet<VariantId>();
        var variants = new ArrayList<Variant>();
        for (var i = 0; i < 3; i++) {
            var one = variant("ns" + i, "v", "model-" + i, running());
            variants.add(one);
            asleep.add(one.id());
        }
        var fleet = PodFleets.of(variants.toArray(Variant[]::new));

        assertThat(source.awaited(fleet, asleep, NOW).await()).containsExactly(new VariantId("ns1", "v"));
        assertThat(source.awaited(fleet, new TreeSet<>(List.of(new VariantId("ns2", "v"))), NOW)
                        .await())
                .isEmpty();
        assertThat(prometheus.asked)
                .extracting(FakePrometheus.Asked::query)
                .first()
                .isEqualTo("{__name__=~\"inference_extension_flow_control_queue_size"
                        + "|llm_d_epp_flow_control_queue_size\",namespace=~\"ns0|ns1|ns2\"} > 0");
    }

    /** So many variants, each of a namespace and a model with a name so long that a page has one only. */
    private static Variant[] pages(int count) {
        var variants = new Variant[count];
        for (var i = 0; i < count; i++) {
            var name = "v" + i;
            variants[i] = variant(name, name, "m".repeat(2000) + i, running(ready(name, 500)));
        }
        return variants;
    }

    private void serves(Variant... variants) {
        var series = new ArrayList<RawSeries>();
        for (var variant : variants) {
            series.addAll(steady(new Recording(
                    variant.modelId(), variant.id().namespace(), variant.id().name())));
        }
        prometheus.serves(series);
    }

    private void refuses(String namespace) {
        prometheus.behaves(request -> {
            if (request.getFormAttribute("query").contains("namespace=~\"" + namespace)) {
                request.response().setStatusCode(422).end("too many samples");
            } else {
                prometheus.answer(request);
            }
        });
    }

    @Test
    void aPageThatFailsLeavesTheOthersAlone() {
        var variants = pages(3);
        serves(variants);
        refuses("v1");
        var measured = source.measure(PodFleets.of(variants), NOW).await();
        assertThat(measured.get(variants[0].id())).isInstanceOf(Measured.class);
        assertThat(rate(measured.get(variants[0].id()))).isEqualTo(1, within(1e-9));
        assertThat(measured.get(variants[1].id()))
                .isEqualTo(new Unknown(
                        Cause.PROMETHEUS_ERROR, "Prometheus at 127.0.0.1 answered 422: \"too many samples\""));
        assertThat(rate(measured.get(variants[2].id()))).isEqualTo(1, within(1e-9));
    }

    @Test
    void afterTwoPagesThatFailTheRestIsNotAskedAbout() {
        var variants = pages(5);
        serves(variants);
        refuses("v");
        var measured = source.measure(PodFleets.of(variants), NOW).await();
        assertThat(measured.values())
                .hasSize(5)
                .allMatch(measurement ->
                        measurement instanceof Unknown unknown && unknown.cause() == Cause.PROMETHEUS_ERROR);
        assertThat(prometheus.asked).hasSize(2 * 3);
    }

    @Test
    void whatPrometheusWarnsOfIsACaveatOfEachMeasurement() {
        var answers = new StoredAnswers(steady(Recording.ofPod("a")));
        prometheus.behaves(request -> request.response()
                .putHeader("content-type", "application/json")
                .end(answers.of(request.formAttributes())
                        .put("warnings", new JsonArray().add("a store is away"))
                        .toBuffer()));
        assertThat(measure()).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1, within(1e-9));
            assertThat(measured.caveats()).contains(new Caveat.PartialAnswer("a store is away"));
        });
    }

    @Test
    void whatThereIsInsteadIsToldOfAVariantWithoutSeries() {
        prometheus.serves(renamed(steady(Recording.ofPod("a")), "kserve_vllm:"));
        assertThat(measure()).isInstanceOfSatisfying(Unknown.class, unknown -> {
            assertThat(unknown.cause()).isEqualTo(Cause.ABSENT);
            assertThat(unknown.message())
                    .startsWith("no series vllm:num_requests_running of model default/default in namespace llm; ")
                    .endsWith("; found kserve_vllm:num_requests_running with model_name default/default:"
                            + " set collector.metricPrefix to kserve_vllm:");
        });
    }

    @Test
    void theSettingThatIsToldMendsIt() {
        source.close().await();
        source = with(Configurations.collector("'metricPrefix': 'kserve_vllm:', 'allowPlainHttp': true"));
        prometheus.serves(renamed(steady(Recording.ofPod("a")), "kserve_vllm:"));
        assertThat(rate(measure())).isEqualTo(1, within(1e-9));
    }

    private static List<RawSeries> renamed(List<RawSeries> all, String prefix) {
        return all.stream()
                .map(one -> {
                    var labels = new HashMap<>(one.labels());
                    labels.put(RawSeries.NAME, one.name().replace("vllm:", prefix));
                    return new RawSeries(labels, one.points(), one.unusable());
                })
                .toList();
    }

    @Test
    void aPodWithoutSeriesWhosePageAnswersServesNothing() {
        var series = new ArrayList<>(steady(Recording.ofPod("a")));
        series.add(up("b"));
        prometheus.serves(series);
        var variant = variant("v", running(ready("a", 500), ready("b", 500)));
        assertThat(source.measure(PodFleets.of(variant), NOW).await().get(variant.id()))
                .isInstanceOfSatisfying(Measured.class, measured -> {
                    assertThat(measured.partial()).isFalse();
                    assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1, within(1e-9));
                    assertThat(measured.caveats()).contains(new Caveat.SilentPods(List.of("b")));
                });
    }

    @Test
    void aPodWhosePageAnswersUnderOtherNamesIsNotIdle() {
        var series = new ArrayList<>(renamed(steady(Recording.ofPod("a")), "kserve_vllm:"));
        series.add(up("a"));
        prometheus.serves(series);
        assertThat(measure())
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.message()).contains("kserve_vllm:"));
    }

    private static RawSeries up(String pod) {
        return new RawSeries(
                Map.of(RawSeries.NAME, "up", "namespace", "llm", "pod", pod, "instance", pod + ":8000"),
                Points.single(NOW.minusSeconds(4).toEpochMilli(), 1),
                false);
    }
}
