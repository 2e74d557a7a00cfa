package ai.llmd.wva.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.engine.Engine;
import ai.llmd.wva.engine.EngineCounters;
import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.FinishReason;
import ai.llmd.wva.engine.SequenceSpec;
import ai.llmd.wva.engine.StepLaw;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exposition, fed by an engine in virtual time. */
class VllmMetricsTest {
    private static final Pattern SAMPLE =
            Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*} [0-9.eE+-]+");

    private final EngineLimits limits = new EngineLimits(2, 10, 2048);
    private final EngineCounters counters = new EngineCounters(limits);
    private final VllmMetrics metrics = new VllmMetrics("vllm:", "acme/small", counters);
    private final Engine engine = new Engine(StepLaw.beside(20, 0, 30, 0), limits, counters);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vllm:num_requests_running gauge",
                "vllm:num_requests_waiting gauge",
                "vllm:num_requests_waiting_by_reason gauge",
                "vllm:kv_cache_usage_perc gauge",
                "vllm:gpu_cache_usage_perc gauge",
                "vllm:request_success_total counter",
                "vllm:prompt_tokens_total counter",
                "vllm:generation_tokens_total counter",
                "vllm:num_preemptions_total counter",
                "vllm:prefix_cache_queries_total counter",
                "vllm:prefix_cache_hits_total counter",
                "vllm:request_prompt_tokens histogram",
                "vllm:request_generation_tokens histogram",
                "vllm:time_to_first_token_seconds histogram",
                "vllm:time_per_output_token_seconds histogram",
                "vllm:inter_token_latency_seconds histogram",
                "vllm:request_time_per_output_token_seconds histogram",
                "vllm:request_queue_time_seconds histogram",
                "vllm:e2e_request_latency_seconds histogram",
                "vllm:request_prefill_time_seconds histogram",
                "vllm:request_decode_time_seconds histogram",
                "vllm:request_inference_time_seconds histogram",
                "vllm:cache_config_info gauge",
            })
    void everySeriesIsThereFromTheStartUnderVllmsName(String nameAndType) {
        var text = metrics.text(engine.state());

        assertThat(text.lines()).contains("# TYPE " + nameAndType);
        var name = nameAndType.substring(0, nameAndType.indexOf(' '));
        assertThat(text.lines().filter(line -> line.startsWith(name))).isNotEmpty();
    }

    @Test
    void everyLineIsACommentOrASample() {
        runTwoRequests();

        assertThat(metrics.text(engine.state()).lines())
                .hasSizeGreaterThan(200)
                .allSatisfy(line -> assertThat(
                                line.startsWith("# ") || SAMPLE.matcher(line).matches())
                        .as(line)
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "length", "abort", "error", "repetition"})
    void everyReasonStartsAtZero(String reason) {
        assertThat(value("vllm:request_success_total", "finished_reason=\"" + reason + "\""))
                .isZero();
    }

    @Test
    void everySeriesOfAModelCarriesItsNameAndEngine() {
        assertThat(metrics.text(engine.state()).lines().filter(line -> line.startsWith("vllm:num_requests_running")))
                .containsExactly("vllm:num_requests_running{engine=\"0\",model_name=\"acme/small\"} 0.0");
    }

    @Test
    void countsAndTimesAreThoseOfTheRequests() {
        runTwoRequests();

        assertThat(value("vllm:request_success_total", "stop")).isEqualTo(1);
        assertThat(value("vllm:request_success_total", "length")).isEqualTo(1);
        assertThat(value("vllm:prompt_tokens_total", "")).isEqualTo(40);
        assertThat(value("vllm:generation_tokens_total", "")).isEqualTo(8);
        assertThat(value("vllm:request_prompt_tokens_sum", "")).isEqualTo(40);
        assertThat(value("vllm:request_generation_tokens_sum", "")).isEqualTo(8);
        assertThat(value("vllm:time_to_first_token_seconds_count", "")).isEqualTo(2);
        assertThat(value("vllm:time_to_first_token_seconds_sum", "")).isEqualTo(0.06);
        assertThat(value("vllm:inter_token_latency_seconds_count", "")).isEqualTo(6);
        assertThat(value("vllm:inter_token_latency_seconds_sum", ""))
                .isEqualTo(value("vllm:time_per_output_token_seconds_sum", ""))
                .isBetween(0.119, 0.121);
        assertThat(value("vllm:request_time_per_output_token_seconds_count", ""))
                .isEqualTo(2);
        assertThat(value("vllm:request_prefill_time_seconds_sum", "")).isEqualTo(0.06);
        assertThat(value("vllm:request_queue_time_seconds_sum", "")).isZero();
        assertThat(value("vllm:e2e_request_latency_seconds_count", "")).isEqualTo(2);
    }

    @Test
    void bucketsAreVllms() {
        runTwoRequests();

        assertThat(value("vllm:time_to_first_token_seconds_bucket", "le=\"0.02\""))
                .isZero();
        assertThat(value("vllm:time_to_first_token_seconds_bucket", "le=\"0.04\""))
                .isEqualTo(2);
        assertThat(value("vllm:inter_token_latency_seconds_bucket", "le=\"0.025\""))
                .isEqualTo(6);
        assertThat(value("vllm:request_prompt_tokens_bucket", "le=\"2000.0\"")).isEqualTo(2);
        assertThat(value("vllm:e2e_request_latency_seconds_bucket", "le=\"7680.0\""))
                .isEqualTo(2);
    }

    @Test
    void theCacheIsDescribedWithoutTheModel() {
        assertThat(metrics.text(engine.state()).lines().filter(line -> line.startsWith("vllm:cache_config_info")))
                .containsExactly("vllm:cache_config_info{block_size=\"16\",cache_dtype=\"auto\","
                        + "enable_prefix_caching=\"True\",engine=\"0\",kv_cache_max_concurrency=\"0.078125\","
                        + "kv_cache_size_tokens=\"160\",num_gpu_blocks=\"10\"} 1");
    }

    @Test
    void anAnswerOfOneTokenHasNoGapAndCountsAsZero() {
        engine.submit(0, new SequenceSpec(16, 1, FinishReason.STOP));
        engine.advance(1_000);

        assertThat(value("vllm:request_time_per_output_token_seconds_count", ""))
                .isEqualTo(1);
        assertThat(value("vllm:request_time_per_output_token_seconds_sum", "")).isZero();
        assertThat(value("vllm:inter_token_latency_seconds_count", "")).isZero();
    }

    @Test
    void whatIsWaitingWaitsForCapacity() {
        for (var i = 0; i < 5; i++) {
            engine.submit(0, new SequenceSpec(16, 4, FinishReason.STOP));
        }

        assertThat(value("vllm:num_requests_waiting", "")).isEqualTo(3);
        assertThat(value("vllm:num_requests_waiting_by_reason", "capacity")).isEqualTo(3);
        assertThat(value("vllm:num_requests_waiting_by_reason", "deferred")).isZero();
    }

    @Test
    void aPromptIsLookedUpWhenItGetsItsFirstSlotAndIsNeverFound() {
        for (var i = 0; i < 3; i++) {
            engine.submit(0, new SequenceSpec(16, 4, FinishReason.STOP));
        }

        assertThat(value("vllm:prefix_cache_queries_total", "")).isEqualTo(2 * 16);
        assertThat(value("vllm:prompt_tokens_total", "")).isZero();
        engine.advance(1_000);
        assertThat(value("vllm:prefix_cache_queries_total", "")).isEqualTo(3 * 16);
        assertThat(value("vllm:prefix_cache_hits_total", "")).isZero();
    }

    @Test
    void preemptionsAreCounted() {
        engine.submit(0, new SequenceSpec(70, 20, FinishReason.STOP));
        engine.submit(0, new SequenceSpec(70, 20, FinishReason.STOP));
        engine.advance(250);

        assertThat(value("vllm:num_preemptions_total", "")).isEqualTo(1);
    }

    @Test
    void anAbortedRequestLeavesTheTokensThatItGotAndNothingElse() {
        var sequence = engine.submit(0, new SequenceSpec(16, 20, FinishReason.STOP));
        engine.abort(75, sequence);

        assertThat(value("vllm:prompt_tokens_total", "")).isEqualTo(16);
        assertThat(value("vllm:time_to_first_token_seconds_count", "")).isEqualTo(1);
        assertThat(value("vllm:generation_tokens_total", "")).isEqualTo(3);
        assertThat(countOfFinished()).isZero();
    }

    @Test
    void aRequestThatIsAbortedBeforeItsFirstTokenLeavesNothing() {
        engine.submit(0, new SequenceSpec(16, 20, FinishReason.STOP));
        engine.submit(0, new SequenceSpec(16, 20, FinishReason.STOP));
        var third = engine.submit(0, new SequenceSpec(24, 20, FinishReason.STOP));
        engine.advance(31);
        engine.abort(31, third);

        assertThat(value("vllm:prompt_tokens_total", "")).isEqualTo(32);
        assertThat(value("vllm:num_requests_waiting", "")).isZero();
        assertThat(countOfFinished()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kserve_vllm:", "vllm_", ""})
    void anotherPrefixBeginsEveryName(String prefix) {
        var renamed = new VllmMetrics(prefix, "m", counters).text(engine.state());

        assertThat(renamed.lines().filter(line -> !line.startsWith("#")))
                .allSatisfy(line -> assertThat(line).startsWith(prefix))
                .anySatisfy(line -> assertThat(line).startsWith(prefix + "num_requests_running{"))
                .anySatisfy(line -> assertThat(line).startsWith(prefix + "cache_config_info{"))
                .noneSatisfy(line -> assertThat(line).startsWith("vllm:"));
    }

    private double countOfFinished() {
        return metrics.text(engine.state())
                .lines()
                .filter(line -> line.startsWith("vllm:request_success_total")
                        || line.startsWith("vllm:e2e_request_latency_seconds_count")
                        || line.startsWith("vllm:request_prompt_tokens_count")
                        || line.startsWith("vllm:request_generation_tokens_count")
                        || line.startsWith("vllm:request_queue_time_seconds_count"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private void runTwoRequests() {
        engine.submit(0, new SequenceSpec(16, 4, FinishReason.STOP));
        engine.submit(0, new SequenceSpec(24, 4, FinishReason.LENGTH));
        engine.advance(1_000);
    }

    private double value(String name, String label) {
        return metrics.text(engine.state())
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
