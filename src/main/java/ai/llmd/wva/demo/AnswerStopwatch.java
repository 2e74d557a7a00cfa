package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.NANOS_PER_MILLI;

import io.vertx.core.buffer.Buffer;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Times one answer by its bytes as they pass; its number of tokens is what its usage says at the end. */
final class AnswerStopwatch {
    private static final Pattern TOKENS = Pattern.compile("\"completion_tokens\":\\s*(\\d+)");
    private static final int TAIL_BYTES = 1_024;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private long firstNanos;
    private long lastNanos;
    private boolean begun;
    private Buffer tail = Buffer.buffer();

    /** Starts at once. */
    AnswerStopwatch(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
    }

    void received(Buffer bytes) {
        lastNanos = nanoClock.getAsLong();
        if (!begun) {
            begun = true;
            firstNanos = lastNanos;
        }
        var whole = tail.copy().appendBuffer(bytes);
        tail = whole.slice(Math.max(0, whole.length() - TAIL_BYTES), whole.length());
    }

    /** The times, once all has been received. */
    RequestLog.Timing answer() {
        var usage = TOKENS.matcher(tail.toString());
        var tokens = usage.find() ? Long.parseLong(usage.group(1)) : 0;
        var itl = tokens > 1
                ? OptionalDouble.of((lastNanos - firstNanos) / NANOS_PER_MILLI / (tokens - 1))
                : OptionalDouble.empty();
        return new RequestLog.Timing((firstNanos - startNanos) / NANOS_PER_MILLI, itl);
    }
}
