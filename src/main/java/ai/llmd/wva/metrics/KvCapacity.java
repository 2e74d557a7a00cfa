package ai.llmd.wva.metrics;

import ai.llmd.wva.signals.Points;
import java.util.OptionalDouble;

/**
 * Reads how many tokens a KV cache holds from the labels of vLLM's {@code cache_config_info}: newer versions tell it,
 * older ones tell blocks and their size, "None" before they are known.
 */
public final class KvCapacity {
    private KvCapacity() {}

    /** The tokens, at the time of the newest sample; nothing where the labels do not tell. */
    public static Points of(RawSeries info) {
        var tokens = number(info.label("kv_cache_size_tokens"));
        if (tokens.isEmpty()) {
            var blocks = number(info.label("num_gpu_blocks"));
            var size = number(info.label("block_size"));
            tokens = blocks.isPresent() && size.isPresent()
                    ? OptionalDouble.of(blocks.getAsDouble() * size.getAsDouble())
                    : tokens;
        }
        return tokens.isEmpty() || info.points().isEmpty()
                ? new Points.Builder().build()
                : Points.single(info.points().lastAt(), tokens.getAsDouble());
    }

    private static OptionalDouble number(String text) {
        try {
            var value = Double.parseDouble(text);
            return Double.isFinite(value) && value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
