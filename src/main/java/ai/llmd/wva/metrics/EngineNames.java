package ai.llmd.wva.metrics;

import ai.llmd.wva.signals.Signal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each inference engine calls the signals; docs/metrics-sources.md says what each of them lacks. */
public final class EngineNames {
    /** What vLLM calls the requests that run, after its prefix. */
    public static final String RUNNING = "num_requests_running";

    /**
     * Signals whose metrics are read as raw samples over the look-back; the others as a few values over the window. The
     * time to the first token is among them because its count tells starts: what belongs together is read in one way.
     */
    static final Set<Signal> FLOWS = EnumSet.of(
            Signal.RUNNING,
            Signal.WAITING,
            Signal.WAITING_FOR_CAPACITY,
            Signal.ARRIVED,
            Signal.STARTED,
            Signal.FINISHED,
            Signal.PROMPT_TOKENS,
            Signal.CACHED_PROMPT_TOKENS,
            Signal.GENERATED_TOKENS,
            Signal.FIRST_TOKEN_SUM,
            Signal.FIRST_TOKEN_COUNT);

    private static final List<String> ENGINES = List.of("vLLM", "vLLM (no prefix)", "SGLang", "TGI", "TensorRT-LLM");

    /** One use of a metric: as a signal, where a label has a value if one is named. */
    public record Use(int engine, Signal signal, Optional<String> label, String value) {
        boolean matches(RawSeries series) {
            return label.isEmpty() || value.equals(series.label(label.get()));
        }
    }

    /** What the buckets and the sum of a histogram end with. */
    static final List<String> BUCKETS_AND_SUM = List.of("_bucket", "_sum");

    private static final String PROMPT_LENGTHS = "request_prompt_tokens";
    private static final String ANSWER_LENGTHS = "request_generation_tokens";

    private final Map<String, List<Use>> uses = new LinkedHashMap<>();
    private final Set<String> flows = new HashSet<>();
    private final List<String> promptLengths;
    private final List<String> answerLengths;
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
        tensorRtLlm(4);
        promptLengths = withPrefixAndWithout(vllmPrefix, PROMPT_LENGTHS);
        answerLengths = withPrefixAndWithout(vllmPrefix, ANSWER_LENGTHS);
        running = vllmPrefix + RUNNING;
        finished = vllmPrefix + "request_success_total";
    }

    /**
     * docs.vllm.ai/en/latest/usage/metrics.html. Without prefix they are those of NIM for LLMs 1.x
     * (docs.nvidia.com/nim/large-language-models/latest/observability.html), as far as NIM has them. Arrivals are
     * counted by the original's emulator only (github.com/vishakha-ramani/vllm_emulator).
     */
    private void vllm(int engine, String prefix) {
        use(engine, prefix + RUNNING, Signal.RUNNING);
        use(engine, prefix + "num_requests_waiting", Signal.WAITING);
        use(
                prefix + "num_requests_waiting_by_reason",
                new Use(engine, Signal.WAITING_FOR_CAPACITY, Optional.of("reason"), "capacity"));
        use(engine, prefix + "request_arrival_total", Signal.ARRIVED);
        use(engine, prefix + "request_success_total", Signal.FINISHED);
        use(engine, prefix + "prompt_tokens_total", Signal.PROMPT_TOKENS);
        use(engine, prefix + "prompt_tokens_cached_total", Signal.CACHED_PROMPT_TOKENS);
        use(engine, prefix + "prefix_cache_queries_total", Signal.PREFIX_QUERIES);
        use(engine, prefix + "prefix_cache_hits_total", Signal.PREFIX_HITS);
        use(engine, prefix + "spec_decode_num_accepted_tokens_total", Signal.ACCEPTED_TOKENS);
        use(engine, prefix + "generation_tokens_total", Signal.GENERATED_TOKENS);
        use(engine, prefix + "prompt_tokens_created", Signal.CREATED);
        use(engine, prefix + "time_to_first_token_seconds_count", Signal.STARTED);
        histogram(engine, prefix + PROMPT_LENGTHS, Signal.PROMPT_TOKENS_SUM, Signal.PROMPT_TOKENS_COUNT);
        histogram(engine, prefix + ANSWER_LENGTHS, Signal.GENERATED_TOKENS_SUM, Signal.GENERATED_TOKENS_COUNT);
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

    /**
     * docs.sglang.io/references/production_metrics.html and python/sglang/srt/metrics/collector.py. Tokens and requests
     * are counted together when a request finishes; time_per_output_token_seconds is of older versions.
     */
    private void sglang(int engine) {
        use(engine, "sglang:num_running_reqs", Signal.RUNNING);
        use(engine, "sglang:num_queue_reqs", Signal.WAITING);
        use(engine, "sglang:time_to_first_token_seconds_count", Signal.STARTED);
        finishes(engine, "sglang:num_requests_total", "sglang:prompt_tokens_total", "sglang:generation_tokens_total");
        histogram(engine, "sglang:time_to_first_token_seconds", Signal.FIRST_TOKEN_SUM, Signal.FIRST_TOKEN_COUNT);
        histogram(engine, "sglang:inter_token_latency_seconds", Signal.INTER_TOKEN_SUM, Signal.INTER_TOKEN_COUNT);
        histogram(
                engine,
                "sglang:time_per_output_token_seconds",
                Signal.PER_OUTPUT_TOKEN_SUM,
                Signal.PER_OUTPUT_TOKEN_COUNT);
        histogram(engine, "sglang:queue_time_seconds", Signal.QUEUE_SUM, Signal.QUEUE_COUNT);
        use(engine, "sglang:token_usage", Signal.KV_CACHE);
    }

    /** huggingface.co/docs/text-generation-inference/reference/metrics: counters without the usual suffix. */
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

    /**
     * github.com/NVIDIA/TensorRT-LLM, tensorrt_llm/metrics/collector.py: the server {@code trtllm-serve}. What is of a
     * request, its time to the first token with it, is counted when it finishes, so that nothing tells starts.
     */
    private void tensorRtLlm(int engine) {
        use(engine, "trtllm_num_requests_running", Signal.RUNNING);
        use(engine, "trtllm_num_requests_waiting", Signal.WAITING);
        finishes(
                engine, "trtllm_request_success_total", "trtllm_prompt_tokens_total", "trtllm_generation_tokens_total");
        histogram(engine, "trtllm_time_to_first_token_seconds", Signal.FIRST_TOKEN_SUM, Signal.FIRST_TOKEN_COUNT);
        histogram(
                engine,
                "trtllm_time_per_output_token_seconds",
                Signal.PER_OUTPUT_TOKEN_SUM,
                Signal.PER_OUTPUT_TOKEN_COUNT);
        histogram(engine, "trtllm_request_queue_time_seconds", Signal.QUEUE_SUM, Signal.QUEUE_COUNT);
        use(engine, "trtllm_kv_cache_utilization", Signal.KV_CACHE);
    }

    /** Counters that all count when a request finishes, which is like two histograms of its lengths. */
    private void finishes(int engine, String requests, String promptTokens, String generatedTokens) {
        use(engine, requests, Signal.FINISHED);
        use(engine, requests, Signal.PROMPT_TOKENS_COUNT);
        use(engine, requests, Signal.GENERATED_TOKENS_COUNT);
        use(engine, promptTokens, Signal.PROMPT_TOKENS_SUM);
        use(engine, generatedTokens, Signal.GENERATED_TOKENS_SUM);
        flows.addAll(List.of(promptTokens, generatedTokens));
    }

    private void histogram(int engine, String name, Signal sum, Signal count) {
        use(engine, name + "_sum", sum);
        use(engine, name + "_count", count);
    }

    private void use(int engine, String name, Signal signal) {
        use(name, new Use(engine, signal, Optional.empty(), ""));
    }

    private void use(String name, Use use) {
        uses.computeIfAbsent(name, any -> new ArrayList<>()).add(use);
        if (FLOWS.contains(use.signal())) {
            flows.add(name);
        }
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

    private List<String> named(boolean flow) {
        var names = new ArrayList<String>();
        uses.forEach((name, all) -> {
            if (flows.contains(name) == flow) {
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

    private static List<String> withPrefixAndWithout(String prefix, String name) {
        return prefix.isEmpty() ? List.of(name) : List.of(prefix + name, name);
    }

    /** Histograms of the lengths of requests that tell their model. */
    List<String> lengths(boolean ofPrompts) {
        return ofPrompts ? promptLengths : answerLengths;
    }

    /** The buckets of these histograms and their sums. */
    public List<String> lengthSeries(boolean ofPrompts) {
        return lengths(ofPrompts).stream()
                .flatMap(name -> BUCKETS_AND_SUM.stream().map(name::concat))
                .toList();
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
