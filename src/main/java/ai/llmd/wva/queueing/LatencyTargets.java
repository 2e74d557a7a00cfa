package ai.llmd.wva.queueing;

import java.util.OptionalDouble;

/**
 * What a service class promises for a model. A target of 0 is no limit.
 *
 * @param ttftMillis time to first token, milliseconds
 * @param itlMillis time between two output tokens, milliseconds
 * @param tokensPerSecond output tokens per second of the whole service; for one replica it only means a margin of
 *     stability, see {@link Sizer}
 * @param percentile the share of requests, in percent, that must meet the TTFT target, and of those that must meet the
 *     ITL target, 50..99; empty = the targets hold for means, as {@link Sizer} describes
 */
public record LatencyTargets(double ttftMillis, double itlMillis, double tokensPerSecond, OptionalDouble percentile) {
    private static final double LEAST_PERCENTILE = 50;
    private static final double LARGEST_PERCENTILE = 99;

    /** No limit at all: a replica is sized by its capacity alone. */
    public static final LatencyTargets NONE = new LatencyTargets(0, 0, 0);

    public LatencyTargets {
        Require.finiteAndNotNegative("time-to-first-token target", ttftMillis);
        Require.finiteAndNotNegative("inter-token-latency target", itlMillis);
        Require.finiteAndNotNegative("tokens-per-second target", tokensPerSecond);
        percentile.ifPresent(share -> {
            if (!(share >= LEAST_PERCENTILE && share <= LARGEST_PERCENTILE)) {
                throw new IllegalArgumentException("the percentile must be from 50 to 99, but is " + share);
            }
        });
    }

    /** Targets for means. */
    public LatencyTargets(double ttftMillis, double itlMillis, double tokensPerSecond) {
        this(ttftMillis, itlMillis, tokensPerSecond, OptionalDouble.empty());
    }

    /** The same targets, for a share of the requests, in percent. */
    public LatencyTargets atPercentile(double share) {
        return new LatencyTargets(ttftMillis, itlMillis, tokensPerSecond, OptionalDouble.of(share));
    }
}
