package ai.llmd.wva.simulation.contender;

/** Counters of an engine that contenders ask for. */
public enum EngineCounter {
    /** {@code vllm:request_success_total}. */
    FINISHED,
    /** {@code vllm:prompt_tokens_total}. */
    PROMPT_TOKENS,
    /** {@code vllm:generation_tokens_total}. */
    GENERATED_TOKENS,
    /** {@code vllm:time_to_first_token_seconds_count}. */
    STARTED
}
