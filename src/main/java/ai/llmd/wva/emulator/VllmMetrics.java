package ai.llmd.wva.emulator;

import ai.llmd.wva.emulator.engine.EngineLimits;
import ai.llmd.wva.emulator.engine.EngineListener;
import ai.llmd.wva.emulator.engine.EngineState;
import ai.llmd.wva.emulator.engine.FinishReason;
import ai.llmd.wva.emulator.engine.Sequence;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The series of a vLLM server under vLLM's own names, labels, units and buckets (vllm/v1/metrics/loggers.py and
 * stats.py, main of 2026), kept from what the engine tells. Both the current and the former name of a renamed series
 * are there.
 *
 * <p>As in vLLM, prompt tokens and the time to the first token count when that token comes, and a token generated when
 * it is; a request counts in {@code request_success_total} and in the histograms of its lengths and times when it
 * finishes. An aborted request therefore leaves what it got until then, and one that was aborted while it waited
 * leaves nothing: {@code finished_reason="abort"} is there and stays 0 (vLLM's issues 31503 and 55634).
 */
final class VllmMetrics implements EngineListener {
    private final VllmSeries series;

    private final GaugeDataPoint running;
    private final GaugeDataPoint waiting;
    private final GaugeDataPoint waitingForCapacity;
    private final GaugeDataPoint kvCacheUsage;
    private final GaugeDataPoint gpuCacheUsage;
    private final CounterDataPoint preemptions;
    private final CounterDataPoint prefixCacheQueries;
    private final CounterDataPoint promptTokens;
    private final CounterDataPoint generationTokens;
    private final Map<FinishReason, CounterDataPoint> finished = new EnumMap<>(FinishReason.class);
    private final DistributionDataPoint requestPromptTokens;
    private final DistributionDataPoint requestGenerationTokens;
    private final DistributionDataPoint timeToFirstToken;
    private final DistributionDataPoint timePerOutputToken;
    private final DistributionDataPoint interTokenLatency;
    private final DistributionDataPoint requestTimePerOutputToken;
    private final DistributionDataPoint endToEndLatency;
    private final DistributionDataPoint queueTime;
    private final DistributionDataPoint inferenceTime;
    private final DistributionDataPoint prefillTime;
    private final DistributionDataPoint decodeTime;

    /** Series whose names begin with {@code prefix}, vLLM's own being {@code vllm:}. */
    VllmMetrics(String prefix, String model, EngineLimits limits) {
        series = new VllmSeries(prefix, model);
        running = series.gauge("num_requests_running", "Requests that hold a slot of the batch.");
        waiting = series.gauge("num_requests_waiting", "Requests that wait for a slot.");
        var waitingByReason = series.gaugesBy(
                "reason", "num_requests_waiting_by_reason", "Requests that wait, by what they wait for.");
        waitingForCapacity = waitingByReason.apply("capacity");
        // nothing here waits for a KV transfer or a grammar
        waitingByReason.apply("deferred").set(0);
        kvCacheUsage = series.gauge("kv_cache_usage_perc", "Part of the KV cache in use, 1 is all of it.");
        gpuCacheUsage = series.gauge("gpu_cache_usage_perc", "Former name of kv_cache_usage_perc.");
        preemptions = series.counter("num_preemptions", "Times a request lost its slot for want of cache blocks.");
        prefixCacheQueries = series.counter("prefix_cache_queries", "Prompt tokens looked up in the prefix cache.");
        // no two prompts share anything
        series.counter("prefix_cache_hits", "Prompt tokens found in the prefix cache.");
        promptTokens = series.counter("prompt_tokens", "Prompt tokens processed.");
        generationTokens = series.counter("generation_tokens", "Tokens generated.");
        var success =
                series.countersBy("finished_reason", "request_success", "Requests that were served to their end.");
        for (var reason : FinishReason.values()) {
            finished.put(reason, success.apply(reason.label()));
        }
        var lengths = VllmBuckets.lengths(limits.maxSequenceTokens());
        requestPromptTokens = series.histogram("request_prompt_tokens", "Prompt tokens of a request.", lengths);
        requestGenerationTokens = series.histogram("request_generation_tokens", "Tokens of an answer.", lengths);
        timeToFirstToken = series.histogram(
                "time_to_first_token_seconds", "From arrival to the first token.", VllmBuckets.FIRST_TOKEN);
        timePerOutputToken = series.histogram(
                "time_per_output_token_seconds", "Former name of inter_token_latency_seconds.", VllmBuckets.TOKEN_GAP);
        interTokenLatency =
                series.histogram("inter_token_latency_seconds", "From one token to the next.", VllmBuckets.TOKEN_GAP);
        requestTimePerOutputToken = series.histogram(
                "request_time_per_output_token_seconds",
                "Mean time from one token to the next in a request.",
                VllmBuckets.TOKEN_GAP);
        endToEndLatency = requestTime("e2e_request_latency_seconds", "From arrival to the last token.");
        queueTime = requestTime("request_queue_time_seconds", "From arrival to a slot.");
        inferenceTime = requestTime("request_inference_time_seconds", "From slot to last token.");
        prefillTime = requestTime("request_prefill_time_seconds", "From slot to first token.");
        decodeTime = requestTime("request_decode_time_seconds", "From first to last token.");
        cacheConfiguration(limits);
    }

    /** The exposition in Prometheus' text format, with the gauges set to {@code state}. */
    String text(EngineState state) {
        running.set(state.running());
        waiting.set(state.waiting());
        waitingForCapacity.set(state.waiting());
        kvCacheUsage.set(state.kvCacheUsage());
        gpuCacheUsage.set(state.kvCacheUsage());
        return series.text();
    }

    @Override
    public void scheduled(Sequence sequence) {
        prefixCacheQueries.inc(sequence.spec().inputTokens());
    }

    @Override
    public void firstToken(Sequence sequence) {
        promptTokens.inc(sequence.spec().inputTokens());
        generationTokens.inc();
        timeToFirstToken.observe(sequence.firstTokenMillis() / 1000);
    }

    @Override
    public void nextToken(Sequence sequence, double gapMillis) {
        generationTokens.inc();
        timePerOutputToken.observe(gapMillis / 1000);
        interTokenLatency.observe(gapMillis / 1000);
    }

    @Override
    public void finished(Sequence sequence) {
        var spec = sequence.spec();
        finished.get(spec.ending()).inc();
        requestPromptTokens.observe(spec.inputTokens());
        requestGenerationTokens.observe(sequence.generatedTokens());
        // an answer of one token has no gap and counts with 0
        requestTimePerOutputToken.observe(sequence.decodeMillis() / 1000 / Math.max(1, sequence.generatedTokens() - 1));
        endToEndLatency.observe(sequence.endToEndMillis() / 1000);
        queueTime.observe(sequence.queuedMillis() / 1000);
        inferenceTime.observe(sequence.inferenceMillis() / 1000);
        prefillTime.observe(sequence.prefillMillis() / 1000);
        decodeTime.observe(sequence.decodeMillis() / 1000);
    }

    @Override
    public void preempted(Sequence sequence) {
        preemptions.inc();
    }

    /** vLLM's own has no model_name; the capacities in tokens and in requests came with its pull request 42206. */
    private void cacheConfiguration(EngineLimits limits) {
        var tokens = (long) limits.kvBlocks() * EngineLimits.BLOCK_TOKENS;
        series.info(
                "cache_config_info",
                "How the KV cache is set up.",
                new TreeMap<>(Map.of(
                        "block_size", String.valueOf(EngineLimits.BLOCK_TOKENS),
                        "cache_dtype", "auto",
                        "enable_prefix_caching", "True",
                        "engine", VllmSeries.ENGINE,
                        "kv_cache_max_concurrency", String.valueOf((double) tokens / limits.maxSequenceTokens()),
                        "kv_cache_size_tokens", String.valueOf(tokens),
                        "num_gpu_blocks", String.valueOf(limits.kvBlocks()))));
    }

    private DistributionDataPoint requestTime(String name, String help) {
        return series.histogram(name, help, VllmBuckets.REQUEST);
    }
}
