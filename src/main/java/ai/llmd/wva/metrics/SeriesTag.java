package ai.llmd.wva.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one series of an answer is about. {@code rate()} and sums drop a series' name, so every part of a query carries
 * its tag in the label {@code wva_series}.
 */
public enum SeriesTag {
    FINISHED("vllm:request_success_total"),
    RUNNING("vllm:num_requests_running"),
    WAITING("vllm:num_requests_waiting"),
    SAMPLED_AT("vllm:num_requests_running"),
    NEWEST("vllm:num_requests_running"),
    PROMPT_TOKENS("vllm:request_prompt_tokens_sum"),
    PROMPT_COUNT("vllm:request_prompt_tokens_count"),
    GENERATED_TOKENS("vllm:request_generation_tokens_sum"),
    GENERATED_COUNT("vllm:request_generation_tokens_count"),
    FIRST_TOKEN_SECONDS("vllm:time_to_first_token_seconds_sum"),
    FIRST_TOKEN_COUNT("vllm:time_to_first_token_seconds_count"),
    INTER_TOKEN_SECONDS("vllm:inter_token_latency_seconds_sum"),
    INTER_TOKEN_COUNT("vllm:inter_token_latency_seconds_count"),
    PER_OUTPUT_TOKEN_SECONDS("vllm:time_per_output_token_seconds_sum"),
    PER_OUTPUT_TOKEN_COUNT("vllm:time_per_output_token_seconds_count"),
    QUEUE_SECONDS("vllm:request_queue_time_seconds_sum"),
    QUEUE_COUNT("vllm:request_queue_time_seconds_count"),
    KV_CACHE("vllm:kv_cache_usage_perc"),
    GPU_CACHE("vllm:gpu_cache_usage_perc");

    public static final String LABEL = "wva_series";

    /** Sums and counts whose ratio is a number of tokens a request. */
    public static final List<SeriesTag> TOKENS =
            List.of(PROMPT_TOKENS, PROMPT_COUNT, GENERATED_TOKENS, GENERATED_COUNT);

    /** Sums and counts whose ratio is a latency in seconds. */
    public static final List<SeriesTag> LATENCIES = List.of(
            FIRST_TOKEN_SECONDS,
            FIRST_TOKEN_COUNT,
            INTER_TOKEN_SECONDS,
            INTER_TOKEN_COUNT,
            PER_OUTPUT_TOKEN_SECONDS,
            PER_OUTPUT_TOKEN_COUNT,
            QUEUE_SECONDS,
            QUEUE_COUNT);

    private final String metric;

    SeriesTag(String metric) {
        this.metric = metric;
    }

    /** The series that it is taken from. */
    public String metric() {
        return metric;
    }

    /** The part of that tag. */
    public static Optional<SeriesTag> tagged(String tag) {
        return Arrays.stream(values()).filter(part -> part.name().equals(tag)).findFirst();
    }
}
