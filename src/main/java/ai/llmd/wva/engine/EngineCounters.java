package ai.llmd.wva.engine;

import ai.llmd.wva.engine.EngineMetric.Distribution;
import ai.llmd.wva.engine.EngineMetric.Facts;
import ai.llmd.wva.engine.EngineMetric.Level;
import ai.llmd.wva.engine.EngineMetric.Total;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What a vLLM server counts, and when: names, units and buckets are those of vllm/v1/metrics/loggers.py and stats.py,
 * main of 2026. Both the current and the former name of a renamed series are there.
 *
 * <p>As in vLLM, prompt tokens and the time to the first token count when that token comes, and a token generated when
 * it is; a request counts in {@code request_success} and in the histograms of its lengths and times when it finishes.
 * An aborted request therefore leaves what it got until then, and one that was aborted while it waited leaves nothing:
 * {@code finished_reason="abort"} is there and stays 0 (vLLM's issues 31503 and 55634). Prompt tokens that were in the
 * prefix cache count as prompt tokens, too.
 */
public final class EngineCounters implements EngineListener {
    private static final SortedMap<String, String> NO_LABELS = Collections.unmodifiableSortedMap(new TreeMap<>());

    private final List<EngineMetric> metrics = new ArrayList<>();
    private final BucketCounts requestPromptTokens;
    private final BucketCounts requestGenerationTokens;
    private final BucketCounts timeToFirstToken = new BucketCounts(VllmBuckets.FIRST_TOKEN);
    private final BucketCounts interTokenLatency = new BucketCounts(VllmBuckets.TOKEN_GAP);
    private final BucketCounts requestTimePerOutputToken = new BucketCounts(VllmBuckets.TOKEN_GAP);
    private final BucketCounts endToEndLatency = new BucketCounts(VllmBuckets.REQUEST);
    private final BucketCounts queueTime = new BucketCounts(VllmBuckets.REQUEST);
    private final BucketCounts inferenceTime = new BucketCounts(VllmBuckets.REQUEST);
    private final BucketCounts prefillTime = new BucketCounts(VllmBuckets.REQUEST);
    private final BucketCounts decodeTime = new BucketCounts(VllmBuckets.REQUEST);

    private long stopped;
    private long cutShort;
    private long preemptions;
    private long prefixQueries;
    private long prefixHits;
    private long promptTokens;
    private long generationTokens;

    /** Counters of an engine that has just started. */
    public EngineCounters(EngineLimits limits) {
        requestPromptTokens = new BucketCounts(VllmBuckets.lengths(limits.maxSequenceTokens()));
        requestGenerationTokens = new BucketCounts(VllmBuckets.lengths(limits.maxSequenceTokens()));
        nameLevels();
        nameTotals();
        nameDistributions();
        metrics.add(new Facts("cache_config", "How the KV cache is set up.", cacheConfiguration(limits)));
    }

    /** All metrics, those of one name one after the other. */
    public List<EngineMetric> metrics() {
        return Collections.unmodifiableList(metrics);
    }

    /** The series of the metrics whose names as exported, without prefix, are wanted. */
    public EngineSeries series(Predicate<String> wanted) {
        return new EngineSeries(metrics, wanted);
    }

    @Override
    public void scheduled(Sequence sequence) {
        prefixQueries += sequence.spec().inputTokens();
        prefixHits += sequence.prefixHitTokens();
    }

    @Override
    public void firstToken(Sequence sequence) {
        promptTokens += sequence.spec().inputTokens();
        generationTokens++;
        timeToFirstToken.observe(sequence.firstTokenMillis() / 1000);
    }

    @Override
    public void decoded(double atMillis, double gapMillis, int tokens) {
        generationTokens += tokens;
        interTokenLatency.observe(gapMillis / 1000, tokens);
    }

    @Override
    public void nextToken(Sequence sequence, double gapMillis) {
        generationTokens++;
        interTokenLatency.observe(gapMillis / 1000);
    }

    @Override
    public void finished(Sequence sequence) {
        var spec = sequence.spec();
        if (spec.ending() == FinishReason.STOP) {
            stopped++;
        } else {
            cutShort++;
        }
        requestPromptTokens.observe(spec.inputTokens());
        requestGenerationTokens.observe(sequence.generatedTokens());
        requestTimePerOutputToken.observe(sequence.meanGapMillis() / 1000);
        endToEndLatency.observe(sequence.endToEndMillis() / 1000);
        queueTime.observe(sequence.queuedMillis() / 1000);
        inferenceTime.observe(sequence.inferenceMillis() / 1000);
        prefillTime.observe(sequence.prefillMillis() / 1000);
        decodeTime.observe(sequence.decodeMillis() / 1000);
    }

    @Override
    public void preempted(Sequence sequence) {
        preemptions++;
    }

    private void nameLevels() {
        level("num_requests_running", "Requests that hold a slot of the batch.", NO_LABELS, EngineState::running);
        level("num_requests_waiting", "Requests that wait for a slot.", NO_LABELS, EngineState::waiting);
        var byReason = "num_requests_waiting_by_reason";
        var byReasonHelp = "Requests that wait, by what they wait for.";
        level(byReason, byReasonHelp, label("reason", "capacity"), EngineState::waiting);
        // nothing here waits for a KV transfer or a grammar
        level(byReason, byReasonHelp, label("reason", "deferred"), state -> 0);
        level(
                "kv_cache_usage_perc",
                "Part of the KV cache in use, 1 is all of it.",
                NO_LABELS,
                EngineState::kvCacheUsage);
        level("gpu_cache_usage_perc", "Former name of kv_cache_usage_perc.", NO_LABELS, EngineState::kvCacheUsage);
    }

    private void nameTotals() {
        total(
                "num_preemptions",
                "Times a request lost its slot for want of cache blocks.",
                NO_LABELS,
                state -> preemptions);
        total(
                "prefix_cache_queries",
                "Prompt tokens looked up in the prefix cache.",
                NO_LABELS,
                state -> prefixQueries);
        total("prefix_cache_hits", "Prompt tokens found in the prefix cache.", NO_LABELS, state -> prefixHits);
        total("prompt_tokens", "Prompt tokens processed.", NO_LABELS, state -> promptTokens);
        total("generation_tokens", "Tokens generated.", NO_LABELS, state -> generationTokens);
        for (var reason : FinishReason.values()) {
            total(
                    "request_success",
                    "Requests that were served to their end.",
                    label("finished_reason", reason.label()),
                    state -> ended(reason));
        }
    }

    private long ended(FinishReason reason) {
        return switch (reason) {
            case STOP -> stopped;
            case LENGTH -> cutShort;
            case ABORT, ERROR, REPETITION -> 0;
        };
    }

    private void nameDistributions() {
        distribution("request_prompt_tokens", "Prompt tokens of a request.", requestPromptTokens);
        distribution("request_generation_tokens", "Tokens of an answer.", requestGenerationTokens);
        distribution("time_to_first_token_seconds", "From arrival to the first token.", timeToFirstToken);
        distribution("time_per_output_token_seconds", "Former name of inter_token_latency_seconds.", interTokenLatency);
        distribution("inter_token_latency_seconds", "From one token to the next.", interTokenLatency);
        distribution(
                "request_time_per_output_token_seconds",
                "Mean time from one token to the next in a request.",
                requestTimePerOutputToken);
        distribution("e2e_request_latency_seconds", "From arrival to the last token.", endToEndLatency);
        distribution("request_queue_time_seconds", "From arrival to a slot.", queueTime);
        distribution("request_inference_time_seconds", "From slot to last token.", inferenceTime);
        distribution("request_prefill_time_seconds", "From slot to first token.", prefillTime);
        distribution("request_decode_time_seconds", "From first to last token.", decodeTime);
    }

    /** vLLM's own has no model_name; the capacities in tokens and in requests came with its pull request 42206. */
    private static SortedMap<String, String> cacheConfiguration(EngineLimits limits) {
        return new TreeMap<>(Map.of(
                "block_size", String.valueOf(EngineLimits.BLOCK_TOKENS),
                "cache_dtype", "auto",
                "enable_prefix_caching", "True",
                "engine", "0",
                "kv_cache_max_concurrency", String.valueOf((double) limits.kvTokens() / limits.maxSequenceTokens()),
                "kv_cache_size_tokens", String.valueOf(limits.kvTokens()),
                "num_gpu_blocks", String.valueOf(limits.kvBlocks())));
    }

    private void level(
            String name, String help, SortedMap<String, String> labels, ToDoubleFunction<EngineState> value) {
        metrics.add(new Level(name, help, labels, value));
    }

    private void total(
            String name, String help, SortedMap<String, String> labels, ToDoubleFunction<EngineState> value) {
        metrics.add(new Total(name, help, labels, value));
    }

    private void distribution(String name, String help, BucketCounts buckets) {
        metrics.add(new Distribution(name, help, buckets));
    }

    private static SortedMap<String, String> label(String name, String value) {
        return new TreeMap<>(Map.of(name, value));
    }
}
