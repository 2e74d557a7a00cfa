package ai.llmd.wva.queueing;

import java.util.Objects;
import java.util.Optional;

/**
 * How one replica serves. A profile that knows only decode times and one that knows prefill too are read differently:
 * see {@link ServiceLaw}.
 *
 * @param maxBatchSize N, the most requests served at once, >= 1
 * @param maxQueue waiting places beyond N, >= 0: a request that finds N + maxQueue in the system is turned away
 * @param decode time per output token
 * @param prefill time for the prompt, where the profile knows it
 * @param batching that it batches continuously, which only one that knows its prefill can; empty = the published law
 */
public record Replica(
        int maxBatchSize,
        int maxQueue,
        DecodeTime decode,
        Optional<PrefillTime> prefill,
        Optional<ContinuousBatching> batching) {
    public Replica {
        if (maxBatchSize < 1) {
            throw new IllegalArgumentException("the batch size must be >= 1, but is " + maxBatchSize);
        }
        if (maxQueue < 0) {
            throw new IllegalArgumentException("the number of waiting places must be >= 0, but is " + maxQueue);
        }
        Objects.requireNonNull(decode, "decode");
        Objects.requireNonNull(prefill, "prefill");
        Objects.requireNonNull(batching, "batching");
        if (batching.isPresent() && prefill.isEmpty()) {
            throw new IllegalArgumentException("continuous batching needs a profile that knows its prefill");
        }
    }

    /** One of the published law. */
    public Replica(int maxBatchSize, int maxQueue, DecodeTime decode, Optional<PrefillTime> prefill) {
        this(maxBatchSize, maxQueue, decode, prefill, Optional.empty());
    }

    /** A profile of alpha and beta only: at most 10 N requests in the system, of which 9 N wait. */
    public static Replica decodeOnly(int maxBatchSize, DecodeTime decode) {
        return new Replica(maxBatchSize, times(9, maxBatchSize), decode, Optional.empty());
    }

    /** A profile of alpha, beta, gamma and delta: at most 11 N requests in the system, of which 10 N wait. */
    public static Replica prefillAndDecode(int maxBatchSize, DecodeTime decode, PrefillTime prefill) {
        return new Replica(maxBatchSize, times(10, maxBatchSize), decode, Optional.of(prefill));
    }

    /** The same replica, batching continuously; its waiting places are then ten times what it serves at once. */
    public Replica withContinuousBatching(ContinuousBatching how) {
        return new Replica(maxBatchSize, maxQueue, decode, prefill, Optional.of(how));
    }

    /** The same replica with another number of waiting places. */
    public Replica withQueue(int places) {
        return new Replica(maxBatchSize, places, decode, prefill, batching);
    }

    private static int times(int factor, int maxBatchSize) {
        return (int) Math.min(Integer.MAX_VALUE, (long) factor * maxBatchSize);
    }
}
