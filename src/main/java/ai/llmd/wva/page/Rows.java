package ai.llmd.wva.page;

import ai.llmd.wva.history.HistoryColumn;
import ai.llmd.wva.history.HistoryPoint;
import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.page.view.LatencyView;
import ai.llmd.wva.page.view.LoadView;
import ai.llmd.wva.page.view.ProfileView;
import ai.llmd.wva.page.view.ReplicasView;
import ai.llmd.wva.page.view.RowView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** What is known of a variant, in the forms in which it is shown and kept. */
final class Rows {
    private Rows() {}

    /**
     * The row of the table.
     *
     * @param since when the desired replicas last changed
     * @param spark arrivals of late
     */
    static RowView row(VariantNow now, Optional<Instant> since, List<Double> spark, Instant at) {
        var variant = now.variant();
        var target = now.target();
        return new RowView(
                variant.id().namespace(),
                variant.id().name(),
                variant.modelId(),
                now.fleet().classFor(variant).map(one -> one.name()).orElse(""),
                now.accelerator(),
                now.outcome(),
                now.fleet().isAdvisory(variant),
                now.current() == 0 && now.desired().orElse(0) == 0,
                replicas(now),
                load(now),
                new LatencyView(
                        now.ttftMillis(),
                        LatencyView.expected(now.allocation(), Allocation::ttftMillis),
                        limit(target, ServiceTarget::ttftMillis),
                        target.map(ServiceTarget::percentile).orElse(OptionalDouble.empty())),
                new LatencyView(
                        now.itlMillis(),
                        LatencyView.expected(now.allocation(), Allocation::itlMillis),
                        limit(target, ServiceTarget::itlMillis),
                        target.map(ServiceTarget::percentile).orElse(OptionalDouble.empty())),
                now.costCentsPerHour(now.current()),
                now.costCentsPerHour(1),
                now.constraint(),
                now.reason(),
                since,
                Attention.worst(now.status().conditions(), at),
                spark);
    }

    private static ReplicasView replicas(VariantNow now) {
        var variant = now.variant();
        return new ReplicasView(
                now.current(),
                now.ready(),
                now.desired(),
                variant.minReplicas().orElse(now.fleet().settings().scaleToZero() ? 0 : 1),
                variant.maxReplicas());
    }

    private static Optional<LoadView> load(VariantNow now) {
        if (now.arrivalPerSecond().isEmpty() || now.measuredAt().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LoadView(
                now.arrivalPerSecond().getAsDouble(),
                planned(now),
                now.replicaPerSecond(),
                now.load().map(load -> OptionalDouble.of(load.waiting())).orElse(OptionalDouble.empty()),
                now.measuredAt().get()));
    }

    private static OptionalDouble planned(VariantNow now) {
        return now.allocation()
                .map(allocation -> OptionalDouble.of(allocation.rateTargetPerSecond()))
                .orElse(OptionalDouble.empty());
    }

    /** A target of 0 is none. */
    static OptionalDouble limit(Optional<ServiceTarget> target, Function<ServiceTarget, Double> limitMillis) {
        return target.map(limitMillis)
                .filter(millis -> millis > 0)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    /**
     * What is kept of it.
     *
     * @param fresh whether what was measured still holds
     */
    static HistoryPoint point(VariantNow now, boolean fresh) {
        var point = new HistoryPoint.Builder()
                .put(HistoryColumn.CURRENT, now.current())
                .put(HistoryColumn.READY, now.ready());
        number(now.desired()).ifPresent(desired -> point.put(HistoryColumn.DESIRED, desired));
        now.costCentsPerHour(now.current()).ifPresent(cost -> point.put(HistoryColumn.COST, cost));
        if (fresh) {
            now.arrivalPerSecond().ifPresent(rate -> point.put(HistoryColumn.ARRIVALS, rate));
            planned(now).ifPresent(rate -> point.put(HistoryColumn.PLANNED, rate));
            now.replicaPerSecond().ifPresent(rate -> point.put(HistoryColumn.CAPACITY, rate * now.ready()));
            now.ttftMillis().ifPresent(millis -> point.put(HistoryColumn.TTFT, millis));
            now.itlMillis().ifPresent(millis -> point.put(HistoryColumn.ITL, millis));
        }
        return point.of(now.variant().uid());
    }

    private static OptionalDouble number(OptionalInt value) {
        return value.isPresent() ? OptionalDouble.of(value.getAsInt()) : OptionalDouble.empty();
    }

    /** How fast a replica is. */
    static ProfileView profile(VariantNow now) {
        var variant = now.variant();
        return new ProfileView(
                variant.profileFor(now.accelerator())
                        .map(profile -> new ProfileView.Declared(
                                profile.alphaMillis(),
                                profile.betaMillis(),
                                profile.prefill()
                                        .map(prefill -> OptionalDouble.of(prefill.gammaMillis()))
                                        .orElse(OptionalDouble.empty()),
                                profile.prefill()
                                        .map(prefill -> OptionalDouble.of(prefill.deltaMillis()))
                                        .orElse(OptionalDouble.empty()),
                                profile.maxBatchSize())),
                now.decision()
                        .flatMap(decision -> decision.learning())
                        .map(learning -> new ProfileView.Learned(
                                learning.profile().alphaMillis(),
                                learning.profile().betaMillis(),
                                learning.profile().deltaMillis(),
                                learning.profile().samples(),
                                learning.profile().confidence(),
                                learning.used() ? "learned" : "observed",
                                now.measuredAt()))
                        .or(() -> now.status().learned()),
                now.fleet().calibration(variant).label());
    }
}
