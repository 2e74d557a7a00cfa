package ai.llmd.wva.page.view;

import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A variant in the table of the fleet.
 *
 * @param outcome empty before the first decision that is known
 * @param asleep whether it has no replicas and needs none
 * @param costCentsPerHour of the current replicas
 * @param replicaCostCentsPerHour of one
 * @param since when the desired replicas last changed
 * @param worst the condition that most needs attention
 * @param spark arrivals per second over the last hour at most, oldest first; NaN where unknown
 */
public record RowView(
        String namespace,
        String name,
        String model,
        String serviceClass,
        String accelerator,
        Optional<Outcome> outcome,
        boolean advisory,
        boolean asleep,
        ReplicasView replicas,
        Optional<LoadView> load,
        LatencyView ttft,
        LatencyView itl,
        OptionalDouble costCentsPerHour,
        OptionalDouble replicaCostCentsPerHour,
        Optional<Constraint> constraint,
        String reason,
        Optional<Instant> since,
        Optional<ConditionView> worst,
        List<Double> spark) {
    public RowView {
        spark = List.copyOf(spark);
    }

    /** The same without what moves on with the time alone. */
    public RowView withoutSpark() {
        return new RowView(
                namespace,
                name,
                model,
                serviceClass,
                accelerator,
                outcome,
                advisory,
                asleep,
                replicas,
                load,
                ttft,
                itl,
                costCentsPerHour,
                replicaCostCentsPerHour,
                constraint,
                reason,
                since,
                worst,
                List.of());
    }
}
