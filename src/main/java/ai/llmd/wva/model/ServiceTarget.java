package ai.llmd.wva.model;

import java.util.OptionalDouble;

/**
 * The latency targets of one model in a service class; 0 is no limit.
 *
 * @param percentile the share of requests, in percent, that must meet the TTFT and the ITL target, 50..99; empty = the
 *     targets hold for means
 */
public record ServiceTarget(double ttftMillis, double itlMillis, double tokensPerSecond, OptionalDouble percentile) {
    public static final double LEAST_PERCENTILE = 50;
    public static final double LARGEST_PERCENTILE = 99;

    public ServiceTarget {
        Checks.notNegative(ttftMillis, "slo-ttft");
        Checks.notNegative(itlMillis, "slo-tpot");
        Checks.notNegative(tokensPerSecond, "slo-tps");
        percentile.ifPresent(share -> {
            if (!(share >= LEAST_PERCENTILE && share <= LARGEST_PERCENTILE)) {
                throw new IllegalArgumentException("percentile must be from 50 to 99, was " + share);
            }
        });
    }

    /** Targets for means. */
    public ServiceTarget(double ttftMillis, double itlMillis, double tokensPerSecond) {
        this(ttftMillis, itlMillis, tokensPerSecond, OptionalDouble.empty());
    }
}
