package ai.llmd.wva.planning;

import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.planning.solver.Choice;
import ai.llmd.wva.planning.solver.Part;
import ai.llmd.wva.policy.Bounds;
import ai.llmd.wva.policy.Candidate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A feasible candidate with the replicas that carry the demand.
 *
 * @param needed replicas before the variant's bounds
 * @param bounded after them
 * @param replicas no fewer than what must not be taken away
 * @param value cost of moving there from what runs now, cents per hour: docs/sizing.md, The formulas
 */
record Option(Candidate candidate, double ratePerSecond, int needed, int bounded, int replicas, double value) {

    /** Best first; ties break by cost, then name. */
    static final Comparator<Option> ORDER = Comparator.comparingDouble(Option::value)
            .thenComparingDouble(Option::costCentsPerHour)
            .thenComparing(Option::accelerator);

    /** Another accelerator costs this share of both allocations on top. */
    static final double CHANGE_PENALTY = 0.1;

    /** What runs now. */
    record Current(String accelerator, double costCentsPerHour) {}

    /**
     * Sizes a candidate for a demand.
     *
     * @param floor fewest replicas that the bounds and the demand notwithstanding stay
     */
    static Option of(Candidate candidate, double ratePerSecond, Bounds bounds, int floor, Optional<Current> from) {
        int needed = candidate.replicasFor(ratePerSecond);
        int bounded = bounds.apply(needed);
        int replicas = Math.max(bounded, floor);
        double cost = candidate.costCentsPerHour(replicas);
        double value = from.isPresent() ? transition(from.get(), candidate.name(), cost) : cost;
        return new Option(candidate, ratePerSecond, needed, bounded, replicas, value);
    }

    private static double transition(Current from, String accelerator, double cost) {
        double difference = cost - from.costCentsPerHour();
        return from.accelerator().equals(accelerator)
                ? difference
                : CHANGE_PENALTY * (from.costCentsPerHour() + cost) + difference;
    }

    String accelerator() {
        return candidate.name();
    }

    double costCentsPerHour() {
        return candidate.costCentsPerHour(replicas);
    }

    Alternative alternative() {
        return new Alternative(accelerator(), replicas, costCentsPerHour());
    }

    /** As a choice of the solvers. */
    Choice choice(String server) {
        return new Choice(List.of(part(server, candidate, replicas)), value);
    }

    /** Replicas of a candidate as the solvers see them. */
    static Part part(String server, Candidate candidate, int replicas) {
        return new Part(
                server,
                candidate.name(),
                candidate.accelerator().device(),
                (long) candidate.profile().acceleratorCount()
                        * candidate.accelerator().multiplicity(),
                replicas,
                candidate.costCentsPerHour(1));
    }

    Constraint constraint() {
        if (replicas > bounded) {
            return Constraint.QUEUE;
        }
        if (bounded > needed) {
            return Constraint.MINIMUM;
        }
        return bounded < needed ? Constraint.MAXIMUM : candidate.binding();
    }

    /** The prediction with that many replicas, the load spread evenly. */
    Allocation allocation(int actualReplicas) {
        return candidate.allocation(actualReplicas, ratePerSecond);
    }
}
