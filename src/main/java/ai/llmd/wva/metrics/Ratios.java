package ai.llmd.wva.metrics;

import java.util.List;
import java.util.OptionalDouble;

/** Means over a variant's pods. */
final class Ratios {
    private static final double MILLIS = 1000;

    private final Samples samples;
    private final List<PodKey> pods;

    Ratios(Samples samples, List<PodKey> pods) {
        this.samples = samples;
        this.pods = List.copyOf(pods);
    }

    OptionalDouble inputTokens() {
        return mean(SeriesTag.PROMPT_TOKENS, SeriesTag.PROMPT_COUNT, 1);
    }

    OptionalDouble outputTokens() {
        return mean(SeriesTag.GENERATED_TOKENS, SeriesTag.GENERATED_COUNT, 1);
    }

    OptionalDouble ttftMillis() {
        return mean(SeriesTag.FIRST_TOKEN_SECONDS, SeriesTag.FIRST_TOKEN_COUNT, MILLIS);
    }

    /** Newer vLLM names it inter-token latency; older ones have the same as time per output token. */
    OptionalDouble itlMillis() {
        var newer = mean(SeriesTag.INTER_TOKEN_SECONDS, SeriesTag.INTER_TOKEN_COUNT, MILLIS);
        return newer.isPresent()
                ? newer
                : mean(SeriesTag.PER_OUTPUT_TOKEN_SECONDS, SeriesTag.PER_OUTPUT_TOKEN_COUNT, MILLIS);
    }

    OptionalDouble waitMillis() {
        return mean(SeriesTag.QUEUE_SECONDS, SeriesTag.QUEUE_COUNT, MILLIS);
    }

    /** Mean share of KV cache in use over those of the given pods that tell. */
    static OptionalDouble kvCacheUsage(Samples samples, List<PodKey> present) {
        return present.stream()
                .map(pod -> {
                    var newer = samples.last(pod, SeriesTag.KV_CACHE);
                    return newer.isPresent() ? newer : samples.last(pod, SeriesTag.GPU_CACHE);
                })
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }

    /** Sum of sums by sum of counts, so that a pod weighs as much as it served; empty where nothing was counted. */
    private OptionalDouble mean(SeriesTag sum, SeriesTag count, double scale) {
        var total = 0.0;
        var counted = 0.0;
        for (var pod : pods) {
            var podSum = samples.last(pod, sum);
            var podCount = samples.last(pod, count);
            if (podSum.isPresent() && podCount.isPresent() && podCount.getAsDouble() > 0) {
                total += podSum.getAsDouble();
                counted += podCount.getAsDouble();
            }
        }
        return counted > 0 ? OptionalDouble.of(scale * total / counted) : OptionalDouble.empty();
    }
}
