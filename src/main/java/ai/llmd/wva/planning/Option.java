package ai.llmd.wva.planning;

import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.RateLimits;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.queueing.ReplicaModel;
import ai.llmd.wva.queueing.Sizing;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A feasible candidate with the replicas that carry the demand.
 *
 * @param needed replicas before the variant's bounds
 * @param replicas after them
 * @param value cost of moving there from what runs now, cents per hour (contract section 5)
 */
record Option(
        Candidate candidate, Sizing.Feasible sizing, double ratePerSecond, int needed, int replicas, double value) {

    /** Best first; ties break by cost, then name. */
    static final Comparator<Option> ORDER = Comparator.comparingDouble(Option::value)
            .thenComparingDouble(Option::costCentsPerHour)
            .thenComparing(option -> option.candidate().name());

    /** Another accelerator costs this share of both allocations on top (contract section 5). */
    private static final double CHANGE_PENALTY = 0.1;

    /** Guards {@code ceil} against a quotient that is a whole number but for rounding. */
    private static final double ROUNDING = 1e-9;

    static Option of(
            Candidate candidate, Sizing.Feasible sizing, double ratePerSecond, Bounds bounds, Optional<Current> from) {
        double exact = Math.ceil(ratePerSecond / sizing.perReplicaRatePerSecond() - ROUNDING);
        int needed = (int) Math.min(exact, Integer.MAX_VALUE);
        int replicas = bounds.apply(needed);
        double cost = candidate.costCentsPerHour(replicas);
        double value =
                from.map(current -> transition(current, candidate.name(), cost)).orElse(cost);
        return new Option(candidate, sizing, ratePerSecond, needed, replicas, value);
    }

    /** What runs now. */
    record Current(String accelerator, double costCentsPerHour) {}

    private static double transition(Current from, String accelerator, double cost) {
        double difference = cost - from.costCentsPerHour();
        return from.accelerator().equals(accelerator)
                ? difference
                : CHANGE_PENALTY * (from.costCentsPerHour() + cost) + difference;
    }

    double costCentsPerHour() {
        return candidate.costCentsPerHour(replicas);
    }

    Constraint constraint() {
        if (replicas > needed) {
            return Constraint.MINIMUM;
        }
        if (replicas < needed) {
            return Constraint.MAXIMUM;
        }
        return switch (sizing.binding()) {
            case ITL -> Constraint.ITL;
            case TTFT -> Constraint.TTFT;
            case TOKENS -> Constraint.TOKENS_PER_SECOND;
            case CAPACITY -> Constraint.THROUGHPUT;
        };
    }

    private RateLimits limits(ServiceTarget target) {
        return new RateLimits(
                where(target.ttftMillis(), sizing.rateForTtftPerSecond()),
                where(target.itlMillis(), sizing.rateForItlPerSecond()),
                where(target.tokensPerSecond(), sizing.rateForTokensPerSecond()),
                sizing.throughputPerSecond());
    }

    private static OptionalDouble where(double target, double ratePerSecond) {
        return target > 0 ? OptionalDouble.of(ratePerSecond) : OptionalDouble.empty();
    }

    /** The prediction with that many replicas, the load spread evenly. */
    Allocation allocation(int actualReplicas, ServiceTarget target) {
        var model = new ReplicaModel(candidate.replica(), candidate.shape());
        var performance = model.analyze(actualReplicas == 0 ? 0 : ratePerSecond / actualReplicas);
        return new Allocation(
                candidate.name(),
                actualReplicas,
                candidate.profile().maxBatchSize(),
                candidate.costCentsPerHour(actualReplicas),
                performance.itlMillis(),
                performance.ttftMillis(),
                performance.waitMillis(),
                performance.utilization(),
                ratePerSecond,
                sizing.maxRatePerSecond(),
                limits(target));
    }
}
