package ai.llmd.wva.page.view;

import ai.llmd.wva.model.Allocation;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

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
        OptionalDouble percentile) {

    /** What is expected of replicas; those that do nothing have no latency. */
    public static OptionalDouble expected(Optional<Allocation> allocation, ToDoubleFunction<Allocation> millis) {
        return allocation
                .filter(one -> one.rateTargetPerSecond() > 0)
                .map(one -> OptionalDouble.of(millis.applyAsDouble(one)))
                .orElse(OptionalDouble.empty());
    }
}
