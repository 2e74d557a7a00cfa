package ai.llmd.wva.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.emulator.engine.Engine;
import ai.llmd.wva.emulator.engine.EngineLimits;
import ai.llmd.wva.emulator.engine.FinishReason;
import ai.llmd.wva.emulator.engine.LatencyProfile;
import ai.llmd.wva.emulator.engine.SequenceSpec;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exposition, fed by an engine in virtual time. */
class VllmMetricsTest {
    private static final Pattern SAMPLE =
            Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*} [0-9.eE+-]+");

    private final EngineLimits limits = new EngineLimits(2, 10, 2048);
    private final VllmMetrics metrics = new VllmMetrics("acme/small", limits);
    private final Engine engine = new Engine(new LatencyProfile(20, 0, 30, 0), limits, metrics);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vllm:num_requests_running gauge",
                "vllm:num_requests_waiting gauge",
                "vllm:kv_cache_usage_perc gauge",
                "vllm:gpu_cache_usage_perc gauge",
                "vllm:request_success_total counter",
                "vllm:prompt_tokens_total counter",
                "vllm:generation_tokens_total counter",
                "vllm:num_preemptions_total counter",
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

    @Test
    void everyReasonStartsAtZero() {
        for (var reason : new String[] {"stop", "length", "abort", "error"}) {
            assertThat(value("vllm:request_success_total", "finished_reason=\"" + reason + "\""))
                    .isZero();
        }
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
        assertThat(VllmBuckets.lengths(100)).containsExactly(1, 2, 5, 10, 20, 50, 100);
    }

    @Test
    void theCacheIsDescribed() {
        assertThat(value("vllm:cache_config_info", "num_gpu_blocks=\"10\"")).isEqualTo(1);
    }

    @Test
    void preemptionsAndAbortsAreCounted() {
        var first = engine.submit(0, new SequenceSpec(70, 20, FinishReason.STOP));
        engine.submit(0, new SequenceSpec(70, 20, FinishReason.STOP));
        engine.advance(250);
        engine.abort(250, first);

        assertThat(value("vllm:num_preemptions_total", "")).isEqualTo(1);
        assertThat(value("vllm:request_success_total", "abort")).isEqualTo(1);
        assertThat(value("vllm:e2e_request_latency_seconds_count", "")).isZero();
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
