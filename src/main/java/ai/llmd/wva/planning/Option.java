package ai.llmd.wva.planning;

import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.LoadThresholds;
import ai.llmd.wva.model.Rationale.Hidden;
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
 * @param bounded replicas for the demand within the variant's bounds
 * @param replicas no fewer than what must not be taken away
 * @param raised whether they are more than that and the demand ask for, since clients give up
 * @param steady whether they are more than anything asks for, since the load is hardly less than what they were for
 * @param value cost of moving there from what runs now, cents per hour: docs/sizing.md, The formulas
 */
record Option(
        Candidate candidate,
        OwnDemand demand,
        int bounded,
        int replicas,
        boolean raised,
        boolean steady,
        double value) {

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
     * @param held what it has by the last good decision
     */
    static Option of(
            Candidate candidate, OwnDemand demand, Bounds bounds, int floor, int held, Optional<Current> from) {
        int bounded = bounds.apply(demand.sought(candidate));
        int asked = Math.max(bounded, floor);
        int kept = Math.max(asked, Math.min(held, bounds.apply(demand.keeping(candidate))));
        int replicas = Math.max(kept, demand.least(bounds));
        double cost = candidate.costCentsPerHour(replicas);
        double value = from.isPresent() ? transition(from.get(), candidate.name(), cost) : cost;
        return new Option(candidate, demand, bounded, replicas, replicas > kept, kept > asked, value);
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

    /** The same where only its cost counts. */
    Choice costChoice(String server) {
        return new Choice(List.of(part(server, candidate, replicas)), costCentsPerHour());
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
        int sought = demand.sought(candidate);
        if (replicas > bounded) {
            if (raised) {
                return Constraint.HIDDEN_DEMAND;
            }
            return steady ? Constraint.STEADINESS : Constraint.QUEUE;
        }
        if (bounded != sought) {
            return bounded > sought ? Constraint.MINIMUM : Constraint.MAXIMUM;
        }
        return demand.isDoubled(candidate) ? Constraint.DOUBLING : candidate.binding();
    }

    /** What of the demand was not counted, and what that did. */
    Optional<Hidden> hidden() {
        return demand.hidden(candidate, raised);
    }

    /** At which load the number would change; nothing where it is not the load that decides. */
    LoadThresholds thresholds(Bounds bounds) {
        if (demand.isDoubled(candidate)) {
            return LoadThresholds.NONE;
        }
        int decided = steady ? replicas : bounded;
        var thresholds = candidate.thresholds(decided, decided - demand.stuckPods(), bounds);
        return demand.growth()
                .map(growth -> thresholds.below(growth.times()).keeping(1 + growth.chance()))
                .orElse(thresholds);
    }

    /** The prediction with that many replicas, the load spread evenly over those that serve. */
    Allocation allocation(int actualReplicas) {
        return candidate.allocation(actualReplicas, actualReplicas - demand.stuckPods(), demand.presentPerSecond());
    }
}
