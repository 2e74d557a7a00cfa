package ai.llmd.wva.signals;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Means over requests that a variant's servers finished in the window. */
final class Means {
    private static final double PERCENT = 100;
    /** A share of the cache above this is a percentage: the counting of some engines overshoots 1 a little. */
    private static final double LARGEST_SHARE = 1.5;

    private final List<ProcessSamples> processes;
    private final long from;

    /** Of the growth since that time. */
    Means(List<ProcessSamples> processes, long from) {
        this.processes = List.copyOf(processes);
        this.from = from;
    }

    /** Tokens of a prompt: as finished requests tell, else by all that went through. */
    OptionalDouble inputTokens() {
        return first(
                mean(Signal.PROMPT_TOKENS_SUM, Signal.PROMPT_TOKENS_COUNT, 1),
                mean(Signal.PROMPT_TOKENS, Signal.STARTED, 1),
                mean(Signal.PROMPT_TOKENS, Signal.FINISHED, 1));
    }

    OptionalDouble outputTokens() {
        return first(
                mean(Signal.GENERATED_TOKENS_SUM, Signal.GENERATED_TOKENS_COUNT, 1),
                mean(Signal.GENERATED_TOKENS, Signal.FINISHED, 1));
    }

    /** Tokens generated so far for each request that started: a lower bound of the output of a request. */
    OptionalDouble outputTokensSoFar() {
        return mean(Signal.GENERATED_TOKENS, Signal.STARTED, 1);
    }

    OptionalDouble ttftMillis() {
        return mean(Signal.FIRST_TOKEN_SUM, Signal.FIRST_TOKEN_COUNT, MILLIS_PER_SECOND);
    }

    /**
     * Newer vLLM names it inter-token latency; older ones have the same as time per output token. Both are the time
     * from one output of a request to its next, which speculative decoding makes one of several tokens.
     */
    OptionalDouble itlMillis() {
        var ofOutputs = first(
                mean(Signal.INTER_TOKEN_SUM, Signal.INTER_TOKEN_COUNT, MILLIS_PER_SECOND),
                mean(Signal.PER_OUTPUT_TOKEN_SUM, Signal.PER_OUTPUT_TOKEN_COUNT, MILLIS_PER_SECOND));
        var perStep = tokensPerStep().orElse(1);
        return ofOutputs.isPresent() ? OptionalDouble.of(ofOutputs.getAsDouble() / perStep) : ofOutputs;
    }

    /**
     * Tokens that a request gets in a step: the one that it always gets and those that speculation got right. Empty
     * where no engine speculates.
     */
    OptionalDouble tokensPerStep() {
        var accepted = first(
                mean(Signal.ACCEPTED_TOKENS, Signal.INTER_TOKEN_COUNT, 1),
                mean(Signal.ACCEPTED_TOKENS, Signal.PER_OUTPUT_TOKEN_COUNT, 1));
        return accepted.isPresent() && accepted.getAsDouble() > 0
                ? OptionalDouble.of(1 + accepted.getAsDouble())
                : OptionalDouble.empty();
    }

    /** Prompt tokens of the window, and those of them that were not computed; empty where no server tells. */
    Optional<CacheUse> cacheUse() {
        var prompt = 0.0;
        var cached = 0.0;
        for (var process : processes) {
            var told = process.has(Signal.CACHED_PROMPT_TOKENS);
            var hits = told ? Signal.CACHED_PROMPT_TOKENS : Signal.PREFIX_HITS;
            var all = told ? Signal.PROMPT_TOKENS : Signal.PREFIX_QUERIES;
            if (process.has(hits) && !process.isUnusable(hits) && !process.isUnusable(all)) {
                var looked = Growth.since(process.of(all), from);
                prompt += looked;
                cached += Math.min(looked, Growth.since(process.of(hits), from));
            }
        }
        return prompt > 0 ? Optional.of(new CacheUse(prompt, cached)) : Optional.empty();
    }

    OptionalDouble waitMillis() {
        return mean(Signal.QUEUE_SUM, Signal.QUEUE_COUNT, MILLIS_PER_SECOND);
    }

    /** Whether any of these servers ever told how long a prompt is. */
    boolean tellPromptTokens() {
        return tell(Signal.PROMPT_TOKENS_SUM) || tell(Signal.PROMPT_TOKENS);
    }

    private boolean tell(Signal signal) {
        for (var process : processes) {
            if (process.has(signal)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Mean share of KV cache in use over those of the given servers that tell. Of several series of one engine, as the
     * processes of one server leave them, the largest is the engine's.
     */
    static OptionalDouble kvCacheUsage(List<ProcessSamples> present) {
        var sum = 0.0;
        var tell = 0;
        for (var process : present) {
            var usage = usage(process);
            if (usage.isPresent()) {
                sum += usage.getAsDouble();
                tell++;
            }
        }
        return tell == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / tell);
    }

    /** Mean tokens that the KV caches of servers hold, all engines of a server together; each of them tells. */
    static OptionalDouble kvCacheTokens(List<ProcessSamples> servers) {
        var sum = 0.0;
        for (var process : servers) {
            var newest = Long.MIN_VALUE;
            for (var points : process.of(Signal.KV_CAPACITY)) {
                newest = Math.max(newest, points.lastAt());
            }
            for (var points : process.of(Signal.KV_CAPACITY)) {
                // a restart may have left another size behind
                sum += points.lastAt() == newest ? points.last() : 0;
            }
        }
        return servers.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum / servers.size());
    }

    /** Mean over the engines (data-parallel ranks) of one server. */
    static OptionalDouble usage(ProcessSamples process) {
        var sum = 0.0;
        var engines = 0;
        for (var points : process.of(Signal.KV_CACHE)) {
            var last = points.last();
            sum += last > LARGEST_SHARE ? last / PERCENT : last;
            engines++;
        }
        return engines == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / engines);
    }

    private static OptionalDouble first(OptionalDouble... candidates) {
        for (var candidate : candidates) {
            if (candidate.isPresent()) {
                return candidate;
            }
        }
        return OptionalDouble.empty();
    }

    /** Sum of sums by sum of counts, so that a server weighs as much as it served; empty where nothing was counted. */
    private OptionalDouble mean(Signal sum, Signal count, double scale) {
        var total = 0.0;
        var counted = 0.0;
        for (var process : processes) {
            if (process.has(sum) && !process.isUnusable(sum) && !process.isUnusable(count)) {
                var grown = Growth.since(process.of(count), from);
                if (grown > 0) {
                    total += Growth.since(process.of(sum), from);
                    counted += grown;
                }
            }
        }
        return counted > 0 ? OptionalDouble.of(scale * total / counted) : OptionalDouble.empty();
    }
}
