package ai.llmd.wva.simulation.contender;

/** Histograms of an engine that contenders ask for. */
public enum EngineHistogram {
    /** {@code vllm:time_to_first_token_seconds}. */
    FIRST_TOKEN,
    /** {@code vllm:request_time_per_output_token_seconds}: the mean of each request. */
    PER_OUTPUT_TOKEN
}
