package ai.llmd.wva.profile;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.scrape.TextFormat;
import org.junit.jupiter.api.Test;

class EngineReadingTest {
    private static final String PAGE = """
        vllm:num_requests_running{engine="0",model_name="m"} 3
        vllm:num_requests_running{engine="1",model_name="m"} 2
        vllm:num_requests_running{engine="0",model_name="other"} 7
        vllm:num_requests_waiting{engine="0",model_name="m"} 1
        vllm:time_to_first_token_seconds_sum{model_name="m"} 1.5
        vllm:time_to_first_token_seconds_count{model_name="m"} 10
        vllm:time_per_output_token_seconds_sum{model_name="m"} 4
        vllm:time_per_output_token_seconds_count{model_name="m"} 200
        vllm:request_success_total{finished_reason="stop",model_name="m"} 4
        vllm:request_success_total{finished_reason="length",model_name="m"} 5
        vllm:cache_config_info{block_size="16",num_gpu_blocks="100"} 1
        """;

    @Test
    void theEnginesOfAServerAreAddedUpAndOtherModelsLeftOut() {
        var reading = read(PAGE);

        assertThat(reading.running()).isEqualTo(5);
        assertThat(reading.waiting()).isEqualTo(1);
        assertThat(reading.finished()).isEqualTo(9);
        assertThat(reading.firstTokenMillis()).isEqualTo(1_500);
        assertThat(reading.kvTokens()).hasValue(1_600);
    }

    @Test
    void theFormerNameOfTheInterTokenLatencyServesWhereTheNewOneIsNotThere() {
        assertThat(read(PAGE).gapMillis()).isEqualTo(4_000);
        assertThat(read(PAGE + "vllm:inter_token_latency_seconds_sum{model_name=\"m\"} 5\n"
                                + "vllm:inter_token_latency_seconds_count{model_name=\"m\"} 300\n")
                        .gaps())
                .isEqualTo(300);
    }

    @Test
    void aPageWithoutTokenTimesDoesNotSuffice() {
        assertThat(read(PAGE).suffices()).isTrue();
        assertThat(read(PAGE.replace("time_per_output_token", "something")).suffices())
                .isFalse();
        assertThat(read("go_goroutines 7\n").suffices()).isFalse();
    }

    private static EngineReading read(String page) {
        return EngineReading.of(TextFormat.parse(page), new EngineNames("vllm:"), "m");
    }
}
