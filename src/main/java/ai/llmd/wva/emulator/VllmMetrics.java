package ai.llmd.wva.emulator;

import ai.llmd.wva.emulator.engine.EngineLimits;
import ai.llmd.wva.emulator.engine.EngineListener;
import ai.llmd.wva.emulator.engine.EngineState;
import ai.llmd.wva.emulator.engine.FinishReason;
import ai.llmd.wva.emulator.engine.Sequence;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.Map;

/**
 * The series of a vLLM server under vLLM's own names, labels, units and buckets (vllm/v1/metrics/loggers.py), kept from
 * what the engine tells. Both the current and the former name of a renamed series are there.
 *
 * <p>As in vLLM, a request is counted in the histograms of its lengths and times when it finishes; an aborted one only
 * in {@code vllm:request_success_total{finished_reason="abort"}}.
 */
final class VllmMetrics implements EngineListener {
    private static final String ENGINE = "0";

    private final PrometheusRegistry registry = new PrometheusRegistry();

    // Micrometer would turn the colons of the names into underscores, so that it only writes what Prometheus' own
    // classes count
    private final PrometheusMeterRegistry exposition =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, registry, Clock.SYSTEM);
    private final String model;

    private final GaugeDataPoint running;
    private final GaugeDataPoint waiting;
    private final GaugeDataPoint kvCacheUsage;
    private final GaugeDataPoint gpuCacheUsage;
    private final CounterDataPoint preemptions;
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

    VllmMetrics(String model, EngineLimits limits) {
        this.model = model;
        running = gauge("vllm:num_requests_running", "Requests that hold a slot of the batch.");
        waiting = gauge("vllm:num_requests_waiting", "Requests that wait for a slot.");
        kvCacheUsage = gauge("vllm:kv_cache_usage_perc", "Part of the KV cache in use, 1 is all of it.");
        gpuCacheUsage = gauge("vllm:gpu_cache_usage_perc", "Former name of vllm:kv_cache_usage_perc.");
        preemptions = counter("vllm:num_preemptions", "Times a request lost its slot for want of cache blocks.");
        promptTokens = counter("vllm:prompt_tokens", "Prompt tokens processed.");
        generationTokens = counter("vllm:generation_tokens", "Tokens generated.");
        var success = Counter.builder()
                .name("vllm:request_success")
                .help("Requests that ended, by reason.")
                .labelNames("model_name", "engine", "finished_reason")
                .withoutExemplars()
                .register(registry);
        for (var reason : FinishReason.values()) {
            finished.put(reason, success.labelValues(model, ENGINE, reason.label()));
        }
        var lengths = VllmBuckets.lengths(limits.maxSequenceTokens());
        requestPromptTokens = histogram("vllm:request_prompt_tokens", "Prompt tokens of a request.", lengths);
        requestGenerationTokens = histogram("vllm:request_generation_tokens", "Tokens of an answer.", lengths);
        timeToFirstToken = histogram(
                "vllm:time_to_first_token_seconds", "From arrival to the first token.", VllmBuckets.FIRST_TOKEN);
        timePerOutputToken = histogram(
                "vllm:time_per_output_token_seconds",
                "Former name of vllm:inter_token_latency_seconds.",
                VllmBuckets.TOKEN_GAP);
        interTokenLatency =
                histogram("vllm:inter_token_latency_seconds", "From one token to the next.", VllmBuckets.TOKEN_GAP);
        requestTimePerOutputToken = histogram(
                "vllm:request_time_per_output_token_seconds",
                "Mean time from one token to the next in a request.",
                VllmBuckets.TOKEN_GAP);
        endToEndLatency = requestTime("vllm:e2e_request_latency_seconds", "From arrival to the last token.");
        queueTime = requestTime("vllm:request_queue_time_seconds", "From arrival to a slot.");
        inferenceTime = requestTime("vllm:request_inference_time_seconds", "From slot to last token.");
        prefillTime = requestTime("vllm:request_prefill_time_seconds", "From slot to first token.");
        decodeTime = requestTime("vllm:request_decode_time_seconds", "From first to last token.");
        Info.builder()
                .name("vllm:cache_config_info")
                .help("How the KV cache is set up.")
                .labelNames("block_size", "cache_dtype", "num_gpu_blocks", "engine")
                .register(registry)
                .setLabelValues(
                        String.valueOf(EngineLimits.BLOCK_TOKENS), "auto", String.valueOf(limits.kvBlocks()), ENGINE);
    }

    /** The exposition in Prometheus' text format, with the gauges set to {@code state}. */
    String text(EngineState state) {
        running.set(state.running());
        waiting.set(state.waiting());
        kvCacheUsage.set(state.kvCacheUsage());
        gpuCacheUsage.set(state.kvCacheUsage());
        return exposition.scrape();
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
        if (sequence.generatedTokens() > 1) {
            requestTimePerOutputToken.observe(sequence.decodeMillis() / 1000 / (sequence.generatedTokens() - 1));
        }
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

    @Override
    public void aborted(Sequence sequence) {
        finished.get(FinishReason.ABORT).inc();
    }

    private GaugeDataPoint gauge(String name, String help) {
        return Gauge.builder()
                .name(name)
                .help(help)
                .labelNames("model_name", "engine")
                .withoutExemplars()
                .register(registry)
                .labelValues(model, ENGINE);
    }

    private CounterDataPoint counter(String name, String help) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames("model_name", "engine")
                .withoutExemplars()
                .register(registry)
                .labelValues(model, ENGINE);
    }

    private DistributionDataPoint requestTime(String name, String help) {
        return histogram(name, help, VllmBuckets.REQUEST);
    }

    private DistributionDataPoint histogram(String name, String help, double[] upperBounds) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames("model_name", "engine")
                .classicOnly()
                .classicUpperBounds(upperBounds)
                .withoutExemplars()
                .register(registry)
                .labelValues(model, ENGINE);
    }
}
