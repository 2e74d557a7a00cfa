package ai.llmd.wva.model;

import java.util.OptionalDouble;

/**
 * The largest arrival rate that one replica carries under each target alone, requests per second; empty where there is
 * no such target.
 *
 * @param throughput what it carries whatever the targets: 0.999 of the service rate of a full batch
 */
public record RateLimits(OptionalDouble ttft, OptionalDouble itl, OptionalDouble tokensPerSecond, double throughput) {
    public static final RateLimits NONE =
            new RateLimits(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 0);
}
