package ai.llmd.wva.simulation.contender;

/** Gauges of an engine that contenders ask for. */
public enum EngineGauge {
    /** {@code vllm:num_requests_running}. */
    RUNNING,
    /** {@code vllm:num_requests_waiting}. */
    WAITING,
    /** {@code vllm:kv_cache_usage_perc}, 0 to 1. */
    KV_CACHE_USAGE,
    /** Prompt tokens that came and were not computed yet; an exporter's, vLLM has none. */
    UNPREFILLED_TOKENS
}
