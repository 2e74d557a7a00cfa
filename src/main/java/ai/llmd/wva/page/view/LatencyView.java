package ai.llmd.wva.page.view;

import java.util.OptionalDouble;

/**
 * A latency beside its target.
 *
 * @param predictedMillis the mean that is expected of the desired replicas
 * @param percentile the share of requests, in percent, that the target is for; empty = the mean
 */
public record LatencyView(
        OptionalDouble measuredMillis,
        OptionalDouble predictedMillis,
        OptionalDouble targetMillis,
        OptionalDouble percentile) {}
