package ai.llmd.wva.queueing;

/**
 * What a service class promises for a model. A target of 0 is no limit.
 *
 * @param ttftMillis time to first token, milliseconds
 * @param itlMillis time between two output tokens, milliseconds
 * @param tokensPerSecond output tokens per second of the whole service; for one replica it only means a margin of
 *     stability, see {@link Sizer}
 */
public record LatencyTargets(double ttftMillis, double itlMillis, double tokensPerSecond) {
    /** No limit at all: a replica is sized by its capacity alone. */
    public static final LatencyTargets NONE = new LatencyTargets(0, 0, 0);

    public LatencyTargets {
        Require.finiteAndNotNegative("time-to-first-token target", ttftMillis);
        Require.finiteAndNotNegative("inter-token-latency target", itlMillis);
        Require.finiteAndNotNegative("tokens-per-second target", tokensPerSecond);
    }
}
