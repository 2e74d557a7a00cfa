package ai.llmd.wva.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.PodFleets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What any source makes of the same recorded pods: the same measurement, whichever way their pages came. */
public abstract class SourceContract {
    private static final String MODEL = PodFleets.MODEL;
    private static final double NEARLY = 1e-6;

    private final RecordedPods recorded = new RecordedPods();

    /** When the measure takes place. */
    protected Instant now() {
        return PodFleets.NOW;
    }

    /** Where the pods are. */
    protected String namespace() {
        return PodFleets.NAMESPACE;
    }

    /** What the source says at {@link #now} of a variant whose pods were recorded. */
    protected abstract Measurement measured(RecordedPods pods, Variant variant);

    private Measurement measurement() {
        var pods = recorded.pods().stream()
                .map(pod -> new PodInfo(pod, Optional.of(now().minusSeconds(1000))))
                .toArray(PodInfo[]::new);
        return measured(recorded, PodFleets.variant(namespace(), "v", MODEL, PodFleets.running(pods)));
    }

    private Measured load() {
        var measurement = measurement();
        assertThat(measurement).isInstanceOf(Measured.class);
        return (Measured) measurement;
    }

    private Unknown unknown() {
        var measurement = measurement();
        assertThat(measurement).isInstanceOf(Unknown.class);
        return (Unknown) measurement;
    }

    private double perSecond() {
        var load = load();
        assertThat(load.partial()).isFalse();
        return load.load().arrivalRatePerSecond();
    }

    /** A pod with two requests in it that has finished this many. */
    private static String page(double finished) {
        return VllmPage.of(MODEL)
                .requests(2, 0)
                .finished(finished)
                .lengths(finished)
                .times(finished)
                .tokens(finished + 2)
                .line("kv_cache_usage_perc", "", 0.25)
                .text();
    }

    private static String busy(double second) {
        return page(20_000 + second);
    }

    private static String twiceAsBusy(double second) {
        return page(10_000 + 2 * second);
    }

    @Test
    void aPodsLoadIsMeasured() {
        recorded.pod("a", SourceContract::busy);
        var measured = load();
        assertThat(measured.age()).isEqualTo(Duration.ofSeconds(4));
        assertThat(measured.reportingPods()).isEqualTo(1);
        assertThat(measured.expectedPods()).isEqualTo(1);
        assertThat(measured.caveats()).isEmpty();
        var load = measured.load();
        assertThat(load.arrivalRatePerSecond()).isEqualTo(1, within(NEARLY));
        assertThat(load.completionRatePerSecond()).isEqualTo(1, within(NEARLY));
        assertThat(load.inputTokens().orElseThrow()).isEqualTo(20, within(NEARLY));
        assertThat(load.outputTokens().orElseThrow()).isEqualTo(100, within(NEARLY));
        assertThat(load.ttftMillis().orElseThrow()).isEqualTo(500, within(NEARLY));
        assertThat(load.itlMillis().orElseThrow()).isEqualTo(20, within(NEARLY));
        assertThat(load.waitMillis().orElseThrow()).isEqualTo(100, within(NEARLY));
        assertThat(load.running()).isEqualTo(2);
        assertThat(load.waiting()).isZero();
        assertThat(load.kvCacheUsage()).hasValue(0.25);
    }

    @Test
    void podsAddUp() {
        recorded.pod("a", SourceContract::busy).pod("b", SourceContract::twiceAsBusy);
        assertThat(perSecond()).isEqualTo(3, within(NEARLY));
    }

    @Test
    void anIdlePodHasNoLoad() {
        recorded.pod(
                "a",
                second -> VllmPage.of(MODEL)
                        .requests(0, 0)
                        .finished(77)
                        .lengths(77)
                        .text());
        assertThat(load().load().isZero()).isTrue();
    }

    @Test
    void aProcessThatRestartsCountsWhatItHasSince() {
        recorded.pod("a", second -> second < -30 ? busy(second) : page(second + 30));
        // 30 until the sample before; then 6 that were finished and 2 that run; then 20
        assertThat(perSecond()).isEqualTo(58 / 60.0, within(NEARLY));
    }

    @Test
    void aPodThatMissesScrapesChangesNothing() {
        recorded.pod("a", SourceContract::busy)
                .pod("b", SourceContract::busy)
                .pod("c", second -> second == -44 || second == -34 ? null : busy(second));
        assertThat(perSecond()).isEqualTo(3, within(NEARLY));
    }

    @Test
    void aPodThatMissesTheLastScrapesKeepsItsRate() {
        recorded.pod("a", SourceContract::busy).pod("b", second -> second > -30 ? null : busy(second));
        assertThat(perSecond()).isEqualTo(2, within(NEARLY));
    }

    @Test
    void aPodThatNeverAnswersMakesTheLoadPartial() {
        recorded.pod("a", SourceContract::busy).pod("dead", second -> null);
        var measured = load();
        assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1, within(NEARLY));
        assertThat(measured.reportingPods()).isEqualTo(1);
        assertThat(measured.expectedPods()).isEqualTo(2);
    }

    @Test
    void aPodThatAnswersWithoutSeriesServesNothing() {
        recorded.pod("a", SourceContract::busy).pod("new", second -> "python_info{version=\"3.12\"} 1\n");
        var measured = load();
        assertThat(measured.partial()).isFalse();
        assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1, within(NEARLY));
        assertThat(measured.caveats()).containsExactly(new Caveat.SilentPods(List.of("new")));
    }

    @Test
    void whatOnlyTellsHowManyRunIsUnknown() {
        recorded.pod("a", second -> VllmPage.of(MODEL).requests(2, 0).text());
        var unknown = unknown();
        assertThat(unknown.cause()).isEqualTo(Cause.MISSING);
        assertThat(unknown.message()).contains("but no vllm:request_success_total", "relabelling");
    }

    @Test
    void aNumberThatIsNoneIsNamed() {
        recorded.pod(
                "a",
                second -> VllmPage.of(MODEL)
                        .requests(Double.NaN, 0)
                        .finished(20_000 + second)
                        .text());
        var unknown = unknown();
        assertThat(unknown.cause()).isEqualTo(Cause.MISSING);
        assertThat(unknown.message()).contains("NaN", "vllm:num_requests_running");
    }

    @Test
    void whatIsNotExportedIsSaid() {
        recorded.pod(
                "a",
                second -> VllmPage.of(MODEL)
                        .requests(2, 0)
                        .finished(20_000 + second)
                        .text());
        var measured = load();
        assertThat(measured.load().inputTokens()).hasValue(0);
        assertThat(measured.caveats()).contains(new Caveat.InputTokensNotExported());
    }

    @Test
    void enginesOfOneServerAddUpAndShareTheirCache() {
        recorded.pod(
                "a",
                second -> VllmPage.ofEngine(MODEL, 0)
                                .requests(1, 0)
                                .finished(500 + second)
                                .line("kv_cache_usage_perc", "", 0.25)
                                .text()
                        + VllmPage.ofEngine(MODEL, 1)
                                .requests(2, 0)
                                .finished(900 + second)
                                .line("kv_cache_usage_perc", "", 0.75)
                                .text());
        var load = load().load();
        assertThat(load.arrivalRatePerSecond()).isEqualTo(2, within(NEARLY));
        assertThat(load.running()).isEqualTo(3);
        assertThat(load.kvCacheUsage()).hasValue(0.5);
    }

    @Test
    void thoseThatDoNotWaitForCapacityDoNotQueue() {
        recorded.pod(
                "a",
                second -> VllmPage.of(MODEL)
                        .requests(2, 5)
                        .line("num_requests_waiting_by_reason", ",reason=\"capacity\"", 1)
                        .line("num_requests_waiting_by_reason", ",reason=\"deferred\"", 4)
                        .finished(20_000 + second)
                        .lengths(20_000 + second)
                        .text());
        var load = load().load();
        assertThat(load.waiting()).isEqualTo(1);
        assertThat(load.running()).isEqualTo(6);
    }

    @Test
    void aPodWhoseRequestsStandStillIsStuck() {
        recorded.pod("a", SourceContract::busy)
                .pod(
                        "b",
                        second -> VllmPage.of(MODEL)
                                .requests(4, 15)
                                .finished(700)
                                .lengths(700)
                                .tokens(704)
                                .text());
        var measured = load();
        assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1, within(NEARLY));
        assertThat(measured.load().running()).isEqualTo(2);
        assertThat(measured.caveats()).contains(new Caveat.StuckPods(List.of("b")));
    }

    @Test
    void tokensOfEachRequestAreFoundWithoutItsHistogramsToo() {
        recorded.pod(
                "a",
                second -> VllmPage.of(MODEL)
                        .requests(2, 0)
                        .finished(20_000 + second)
                        .tokens(20_000 + second)
                        .text());
        var load = load().load();
        assertThat(load.inputTokens().orElseThrow()).isEqualTo(20, within(NEARLY));
        assertThat(load.outputTokens().orElseThrow()).isEqualTo(100, within(NEARLY));
    }

    @Test
    void vllmsNamesWithoutPrefixAreKnown() {
        recorded.pod(
                "a",
                second -> VllmPage.named("", MODEL)
                        .requests(2, 0)
                        .finished(20_000 + second)
                        .lengths(20_000 + second)
                        .text());
        assertThat(perSecond()).isEqualTo(1, within(NEARLY));
    }

    @Test
    void sglangIsKnown() {
        recorded.pod("a", second -> """
            sglang:num_running_reqs{model_name="%1$s"} 3
            sglang:num_queue_reqs{model_name="%1$s"} 0
            sglang:num_requests_total{model_name="%1$s"} %2$s
            sglang:prompt_tokens_total{model_name="%1$s"} %3$s
            sglang:generation_tokens_total{model_name="%1$s"} %4$s
            sglang:token_usage{model_name="%1$s"} 0.5
            """.formatted(MODEL, 500 + second, 20 * (500 + second), 100 * (500 + second)));
        var load = load().load();
        assertThat(load.arrivalRatePerSecond()).isEqualTo(1, within(NEARLY));
        assertThat(load.outputTokens().orElseThrow()).isEqualTo(100, within(NEARLY));
        assertThat(load.running()).isEqualTo(3);
        assertThat(load.kvCacheUsage()).hasValue(0.5);
    }

    @Test
    void textGenerationInferenceIsKnownThoughItNamesNoModel() {
        recorded.pod("a", second -> """
            tgi_batch_current_size 3
            tgi_queue_size 0
            tgi_request_count %1$s
            tgi_request_success{method="generate"} %1$s
            tgi_request_input_length_sum %2$s
            tgi_request_input_length_count %1$s
            tgi_request_generated_tokens_sum %3$s
            tgi_request_generated_tokens_count %1$s
            """.formatted(500 + second, 20 * (500 + second), 100 * (500 + second)));
        var load = load().load();
        assertThat(load.arrivalRatePerSecond()).isEqualTo(1, within(NEARLY));
        assertThat(load.inputTokens().orElseThrow()).isEqualTo(20, within(NEARLY));
        assertThat(load.outputTokens().orElseThrow()).isEqualTo(100, within(NEARLY));
        assertThat(load.running()).isEqualTo(3);
    }
}
