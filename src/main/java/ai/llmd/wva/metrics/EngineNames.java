package ai.llmd.wva.metrics;

import ai.llmd.wva.signals.Signal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What each inference engine calls the signals. The names of vLLM stand in its documentation
 * (docs.vllm.ai/en/latest/usage/metrics.html), those of SGLang in docs.sglang.ai (production metrics), those of Text
 * Generation Inference in its metrics reference. NIM exports vLLM's names without a prefix.
 */
public final class EngineNames {
    /** What vLLM calls the requests that run, after its prefix. */
    public static final String RUNNING = "num_requests_running";

    /**
     * Signals that are read as raw samples over the look-back; the others as a few values over the window. The time to
     * the first token is among them because its count tells starts: what belongs together is read in one way.
     */
    static final Set<Signal> FLOWS = EnumSet.of(
            Signal.RUNNING,
            Signal.WAITING,
            Signal.WAITING_FOR_CAPACITY,
            Signal.ARRIVED,
            Signal.STARTED,
            Signal.FINISHED,
            Signal.PROMPT_TOKENS,
            Signal.GENERATED_TOKENS,
            Signal.FIRST_TOKEN_SUM,
            Signal.FIRST_TOKEN_COUNT);

    private static final List<String> ENGINES = List.of("vLLM", "vLLM (no prefix)", "SGLang", "TGI");

    /** One use of a metric: as a signal, where a label has a value if one is named. */
    public record Use(int engine, Signal signal, Optional<String> label, String value) {
        boolean matches(RawSeries series) {
            return label.isEmpty() || value.equals(series.label(label.get()));
        }
    }

    private final Map<String, List<Use>> uses = new LinkedHashMap<>();
    private final String running;
    private final String finished;

    /** The table, with what vLLM's names begin with. */
    public EngineNames(String vllmPrefix) {
        vllm(0, vllmPrefix);
        if (!vllmPrefix.isEmpty()) {
            vllm(1, "");
        }
        sglang(2);
        tgi(3);
        running = vllmPrefix + RUNNING;
        finished = vllmPrefix + "request_success_total";
    }

    private void vllm(int engine, String prefix) {
        use(engine, prefix + RUNNING, Signal.RUNNING);
        use(engine, prefix + "num_requests_waiting", Signal.WAITING);
        uses.computeIfAbsent(prefix + "num_requests_waiting_by_reason", any -> new ArrayList<>())
                .add(new Use(engine, Signal.WAITING_FOR_CAPACITY, Optional.of("reason"), "capacity"));
        use(engine, prefix + "request_arrival_total", Signal.ARRIVED);
        use(engine, prefix + "request_success_total", Signal.FINISHED);
        use(engine, prefix + "prompt_tokens_total", Signal.PROMPT_TOKENS);
        use(engine, prefix + "generation_tokens_total", Signal.GENERATED_TOKENS);
        use(engine, prefix + "prompt_tokens_created", Signal.CREATED);
        use(engine, prefix + "time_to_first_token_seconds_count", Signal.STARTED);
        histogram(engine, prefix + "request_prompt_tokens", Signal.PROMPT_TOKENS_SUM, Signal.PROMPT_TOKENS_COUNT);
        histogram(
                engine,
                prefix + "request_generation_tokens",
                Signal.GENERATED_TOKENS_SUM,
                Signal.GENERATED_TOKENS_COUNT);
        histogram(engine, prefix + "time_to_first_token_seconds", Signal.FIRST_TOKEN_SUM, Signal.FIRST_TOKEN_COUNT);
        histogram(engine, prefix + "inter_token_latency_seconds", Signal.INTER_TOKEN_SUM, Signal.INTER_TOKEN_COUNT);
        histogram(
                engine,
                prefix + "time_per_output_token_seconds",
                Signal.PER_OUTPUT_TOKEN_SUM,
                Signal.PER_OUTPUT_TOKEN_COUNT);
        histogram(engine, prefix + "request_queue_time_seconds", Signal.QUEUE_SUM, Signal.QUEUE_COUNT);
        use(engine, prefix + "cache_config_info", Signal.KV_CAPACITY);
        use(engine, prefix + "kv_cache_usage_perc", Signal.KV_CACHE);
        use(engine, prefix + "gpu_cache_usage_perc", Signal.KV_CACHE);
    }

    private void sglang(int engine) {
        use(engine, "sglang:num_running_reqs", Signal.RUNNING);
        use(engine, "sglang:num_queue_reqs", Signal.WAITING);
        use(engine, "sglang:num_requests_total", Signal.FINISHED);
        use(engine, "sglang:prompt_tokens_total", Signal.PROMPT_TOKENS);
        use(engine, "sglang:generation_tokens_total", Signal.GENERATED_TOKENS);
        use(engine, "sglang:time_to_first_token_seconds_count", Signal.STARTED);
        histogram(engine, "sglang:time_to_first_token_seconds", Signal.FIRST_TOKEN_SUM, Signal.FIRST_TOKEN_COUNT);
        histogram(engine, "sglang:inter_token_latency_seconds", Signal.INTER_TOKEN_SUM, Signal.INTER_TOKEN_COUNT);
        use(engine, "sglang:token_usage", Signal.KV_CACHE);
    }

    private void tgi(int engine) {
        use(engine, "tgi_batch_current_size", Signal.RUNNING);
        use(engine, "tgi_queue_size", Signal.WAITING);
        use(engine, "tgi_request_count", Signal.ARRIVED);
        use(engine, "tgi_request_success", Signal.FINISHED);
        histogram(engine, "tgi_request_input_length", Signal.PROMPT_TOKENS_SUM, Signal.PROMPT_TOKENS_COUNT);
        histogram(engine, "tgi_request_generated_tokens", Signal.GENERATED_TOKENS_SUM, Signal.GENERATED_TOKENS_COUNT);
        histogram(
                engine,
                "tgi_request_mean_time_per_token_duration",
                Signal.PER_OUTPUT_TOKEN_SUM,
                Signal.PER_OUTPUT_TOKEN_COUNT);
        histogram(engine, "tgi_request_queue_duration", Signal.QUEUE_SUM, Signal.QUEUE_COUNT);
    }

    private void histogram(int engine, String name, Signal sum, Signal count) {
        use(engine, name + "_sum", sum);
        use(engine, name + "_count", count);
    }

    private void use(int engine, String name, Signal signal) {
        uses.computeIfAbsent(name, any -> new ArrayList<>()).add(new Use(engine, signal, Optional.empty(), ""));
    }

    /** What a metric is used for. */
    public List<Use> usesOf(String metric) {
        return uses.getOrDefault(metric, List.of());
    }

    /** Names of the metrics that are read as raw samples, and those of the native histograms behind them. */
    public List<String> flows() {
        return named(true);
    }

    /** Names of the metrics that are read as a few values. */
    public List<String> means() {
        return named(false);
    }

    private List<String> named(boolean flows) {
        var names = new ArrayList<String>();
        uses.forEach((name, all) -> {
            if (all.stream().anyMatch(use -> FLOWS.contains(use.signal()) == flows)) {
                names.add(name);
                nativeName(name).filter(base -> !names.contains(base)).ifPresent(names::add);
            }
        });
        return names;
    }

    /** A histogram stored as one series has neither {@code _sum} nor {@code _count}. */
    private static Optional<String> nativeName(String name) {
        for (var suffix : List.of("_sum", "_count")) {
            if (name.endsWith(suffix)) {
                return Optional.of(name.substring(0, name.length() - suffix.length()));
            }
        }
        return Optional.empty();
    }

    /** What people call an engine of {@link Use#engine}. */
    public static String nameOf(int engine) {
        return ENGINES.get(engine);
    }

    /** vLLM's name of the requests that run. */
    public String running() {
        return running;
    }

    /** vLLM's name of the requests that finished. */
    public String finished() {
        return finished;
    }
}
