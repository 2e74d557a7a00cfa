package ai.llmd.wva.planning;

import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.ReplicaArithmetic;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.planning.solver.Mixture.Ingredient;
import ai.llmd.wva.planning.solver.Part;
import ai.llmd.wva.policy.Candidate;
import java.util.List;
import java.util.Optional;

/**
 * A variant that shares a load, on the accelerator that it is on, else on the one that carries a request cheapest.
 *
 * @param held what it has by the last good decision
 */
record GroupMember(Situation situation, Candidate candidate, int held) {

    static Optional<GroupMember> cheapest(Situation situation, List<Candidate> candidates) {
        Candidate best = null;
        for (var candidate : candidates) {
            if (candidate.isFeasible()
                    && situation.mayUse(candidate.name())
                    && (best == null || costPerRate(candidate) < costPerRate(best))) {
                best = candidate;
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        return Optional.of(
                new GroupMember(situation, best, Holding.replicas(situation).orElse(0)));
    }

    private static double costPerRate(Candidate candidate) {
        return candidate.costCentsPerHour(1) / candidate.perReplicaRatePerSecond();
    }

    String server() {
        return situation.variant().id().toString();
    }

    String accelerator() {
        return candidate.name();
    }

    /** Its fewest replicas, whatever the load: stuck pods serve none of it. */
    int least() {
        return situation.bounds().apply(situation.stuckPods());
    }

    /** Of that many replicas, those that serve. */
    int serving(int replicas) {
        return Math.max(0, replicas - situation.stuckPods());
    }

    /** What the stuck pods among its fewest replicas do not carry. */
    double missingPerSecond() {
        return Math.min(situation.stuckPods(), least()) * perReplicaRatePerSecond();
    }

    /** What carries a rate beside the stuck pods, within the bounds. */
    int bounded(double ratePerSecond) {
        return situation
                .bounds()
                .apply(ReplicaArithmetic.plus(candidate.replicasFor(ratePerSecond), situation.stuckPods()));
    }

    /** What it would have, were the whole load its own. */
    int most(double ratePerSecond) {
        return Math.max(least(), situation.bounds().apply(candidate.replicasFor(ratePerSecond)));
    }

    double perReplicaRatePerSecond() {
        return candidate.perReplicaRatePerSecond();
    }

    /** What it needs for the requests that reach it now, of what it has: not taken away before these go elsewhere. */
    int floor() {
        return situation.live()
                ? Math.min(held, ReplicaArithmetic.plus(candidate.replicasFor(ownRate()), situation.stuckPods()))
                : 0;
    }

    private double ownRate() {
        return LoadGroup.arrivalRatePerSecond(situation);
    }

    /** Of that many replicas, those that can serve now; all that are not stuck where nothing runs. */
    int ready(int replicas) {
        return situation.live() && situation.variant().target() instanceof TargetState.Found found
                ? serving(Math.min(found.readyReplicas(), replicas))
                : serving(replicas);
    }

    /**
     * For mixing. A replica beyond those for the requests that reach it now, to the nearest whole one, weighs as much
     * more as a move to another accelerator does.
     *
     * @param least its fewest replicas
     */
    Ingredient ingredient(double ratePerSecond, int least) {
        return new Ingredient(
                part(0),
                perReplicaRatePerSecond(),
                least,
                Math.max(least, most(ratePerSecond)),
                situation.live()
                        ? (int) Math.min(
                                Math.round(ownRate() / perReplicaRatePerSecond()) + situation.stuckPods(),
                                Integer.MAX_VALUE)
                        : 0,
                situation.live() ? Option.CHANGE_PENALTY : 0);
    }

    Part part(int replicas) {
        return Option.part(server(), candidate, replicas);
    }

    Allocation allocation(int replicas, double ratePerSecond) {
        return candidate.allocation(replicas, serving(replicas), ratePerSecond);
    }
}
