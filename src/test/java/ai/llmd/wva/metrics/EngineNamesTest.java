package ai.llmd.wva.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.metrics.EngineNames.Use;
import ai.llmd.wva.signals.Points;
import ai.llmd.wva.signals.Signal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineNamesTest {
    private final EngineNames names = new EngineNames("vllm:");

    private static List<Signal> signals(EngineNames names, String metric) {
        return names.usesOf(metric).stream().map(Use::signal).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "vllm:num_requests_running, RUNNING",
        "vllm:num_requests_waiting, WAITING",
        "vllm:request_success_total, FINISHED",
        "vllm:request_arrival_total, ARRIVED",
        "vllm:prompt_tokens_total, PROMPT_TOKENS",
        "vllm:generation_tokens_total, GENERATED_TOKENS",
        "vllm:request_prompt_tokens_sum, PROMPT_TOKENS_SUM",
        "vllm:request_generation_tokens_count, GENERATED_TOKENS_COUNT",
        "vllm:kv_cache_usage_perc, KV_CACHE",
        "vllm:gpu_cache_usage_perc, KV_CACHE",
        "num_requests_running, RUNNING",
        "sglang:num_running_reqs, RUNNING",
        "sglang:num_queue_reqs, WAITING",
        "tgi_batch_current_size, RUNNING",
        "tgi_queue_size, WAITING",
        "tgi_request_count, ARRIVED",
        "tgi_request_success, FINISHED",
        "sglang:queue_time_seconds_sum, QUEUE_SUM",
        "sglang:time_per_output_token_seconds_count, PER_OUTPUT_TOKEN_COUNT",
        "sglang:token_usage, KV_CACHE",
        "tgi_request_input_length_sum, PROMPT_TOKENS_SUM",
        "tgi_request_queue_duration_count, QUEUE_COUNT",
        "trtllm_num_requests_running, RUNNING",
        "trtllm_num_requests_waiting, WAITING",
        "trtllm_time_to_first_token_seconds_count, FIRST_TOKEN_COUNT",
        "trtllm_kv_cache_utilization, KV_CACHE"
    })
    void eachEngineHasItsNames(String metric, Signal signal) {
        assertThat(signals(names, metric)).containsExactly(signal);
    }

    @Test
    void theFirstTokenIsAlsoTheStart() {
        assertThat(signals(names, "vllm:time_to_first_token_seconds_count"))
                .containsExactlyInAnyOrder(Signal.STARTED, Signal.FIRST_TOKEN_COUNT);
    }

    @ParameterizedTest
    @CsvSource({
        "sglang:num_requests_total, sglang:prompt_tokens_total, sglang:generation_tokens_total",
        "trtllm_request_success_total, trtllm_prompt_tokens_total, trtllm_generation_tokens_total"
    })
    void tokensThatAreCountedWhenARequestFinishesAreItsLengthsAndNoSignOfLife(
            String requests, String prompt, String generated) {
        assertThat(signals(names, requests))
                .containsExactly(Signal.FINISHED, Signal.PROMPT_TOKENS_COUNT, Signal.GENERATED_TOKENS_COUNT);
        assertThat(signals(names, prompt)).containsExactly(Signal.PROMPT_TOKENS_SUM);
        assertThat(signals(names, generated)).containsExactly(Signal.GENERATED_TOKENS_SUM);
        assertThat(names.flows()).contains(requests, prompt, generated);
    }

    @Test
    void anEngineThatTellsTheFirstTokenWhenARequestFinishesTellsNoStarts() {
        assertThat(signals(names, "sglang:time_to_first_token_seconds_count")).contains(Signal.STARTED);
        assertThat(signals(names, "trtllm_time_to_first_token_seconds_count")).doesNotContain(Signal.STARTED);
    }

    @Test
    void foreignMetricsAreOfNoUse() {
        assertThat(names.usesOf("process_cpu_seconds_total")).isEmpty();
        assertThat(names.usesOf("vllm:request_prompt_tokens_bucket")).isEmpty();
    }

    @Test
    void thePrefixIsASettingAndNamesWithoutOneAreKnownBesides() {
        var renamed = new EngineNames("kserve_vllm:");
        assertThat(signals(renamed, "kserve_vllm:num_requests_running")).containsExactly(Signal.RUNNING);
        assertThat(signals(renamed, "num_requests_running")).containsExactly(Signal.RUNNING);
        assertThat(signals(renamed, "vllm:num_requests_running")).isEmpty();
        assertThat(renamed.running()).isEqualTo("kserve_vllm:num_requests_running");
        assertThat(renamed.finished()).isEqualTo("kserve_vllm:request_success_total");
    }

    @Test
    void anEmptyPrefixNamesEachMetricOnce() {
        assertThat(signals(new EngineNames(""), "num_requests_running")).containsExactly(Signal.RUNNING);
    }

    @ParameterizedTest
    @CsvSource({"capacity, true", "deferred, false", "'', false"})
    void onlyThoseThatWaitForCapacityDo(String reason, boolean used) {
        var series = new RawSeries(
                Map.of("__name__", "vllm:num_requests_waiting_by_reason", "reason", reason),
                Points.single(0, 1),
                false);
        assertThat(names.usesOf(series.name())).singleElement().satisfies(use -> {
            assertThat(use.signal()).isEqualTo(Signal.WAITING_FOR_CAPACITY);
            assertThat(use.matches(series)).isEqualTo(used);
        });
    }

    @Test
    void aMetricIsReadInOneWayOnly() {
        assertThat(names.flows()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(names.means());
        assertThat(names.means()).doesNotHaveDuplicates();
    }

    @Test
    void theSumAndTheCountOfAHistogramAreReadInTheSameWay() {
        for (var name : names.flows()) {
            if (name.endsWith("_seconds_count")) {
                assertThat(names.flows()).contains(name.replaceAll("_count$", "_sum"));
            }
        }
        for (var name : names.means()) {
            if (name.endsWith("_sum")) {
                assertThat(names.means()).contains(name.replaceAll("_sum$", "_count"), name.replaceAll("_sum$", ""));
            }
        }
    }
}
