package ai.llmd.wva.planning;

import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Rationale.Headroom;
import ai.llmd.wva.model.Rationale.Hidden;
import ai.llmd.wva.model.Rationale.Rise;
import ai.llmd.wva.model.ReplicaArithmetic;
import ai.llmd.wva.policy.Bounds;
import ai.llmd.wva.policy.Candidate;
import ai.llmd.wva.policy.Requests;
import java.util.Optional;

/**
 * What is asked of a variant that has its load to itself.
 *
 * @param countedPerSecond arrivals
 * @param ratePerSecond with the requests that seem to give up
 * @param mostForHidden the most replicas that serve which the latter may ask for
 * @param leastReplicas the fewest replicas while clients give up, however few seem to, before bounds; 0 = any
 * @param stuckPods pods that serve nothing
 * @param growth the room above what is measured, where there is some
 */
record OwnDemand(
        double countedPerSecond,
        double ratePerSecond,
        int mostForHidden,
        int leastReplicas,
        int stuckPods,
        Optional<Headroom> growth) {
    /** More than any model is asked for: whatever an estimate says, numbers stay numbers. */
    private static final double ABSURD_PER_SECOND = 1e9;

    static OwnDemand of(Situation situation, Measured measured, Requests requests) {
        double counted = measured.load().arrivalRatePerSecond();
        double hidden = ratePerSecond(measured.load()) - counted;
        var growth = requests.target().tokensPerSecond() > 0 ? Optional.<Headroom>empty() : situation.growth(counted);
        double planned = growth.map(Headroom::plannedPerSecond).orElse(counted);
        return new OwnDemand(
                requests.demandPerSecond(planned),
                requests.demandPerSecond(planned + hidden),
                Doubling.most(situation.askedReplicas() - measured.stuckPods()),
                measured.lacksReplicas() ? situation.readyReplicas() + 1 : 0,
                measured.stuckPods(),
                growth);
    }

    /** Demand as far as it is counted or estimated. */
    static double ratePerSecond(Load load) {
        return load.arrivalRatePerSecond() + Math.min(load.abandonedRatePerSecond(), ABSURD_PER_SECOND);
    }

    /** What it is now, without room for growth. */
    double presentPerSecond() {
        return growth.isPresent() ? growth.get().without(ratePerSecond) : ratePerSecond;
    }

    /** What carries all of it on a candidate. */
    int needed(Candidate candidate) {
        return candidate.replicasFor(ratePerSecond);
    }

    /** What is asked for in this cycle, those for stuck pods with it, whatever the bounds. */
    int sought(Candidate candidate) {
        int serving = Math.max(candidate.replicasFor(countedPerSecond), Math.min(needed(candidate), mostForHidden));
        return ReplicaArithmetic.plus(serving, stuckPods);
    }

    /** As many stay where they are there: what would carry as much more as the load may by chance be less. */
    int keeping(Candidate candidate) {
        return growth.isPresent()
                ? ReplicaArithmetic.plus(
                        candidate.replicasFor(
                                countedPerSecond * (1 + growth.get().chance())),
                        stuckPods)
                : 0;
    }

    /** The fewest replicas that the bounds allow while clients give up; 0 = any. */
    int least(Bounds bounds) {
        return leastReplicas == 0 ? 0 : bounds.apply(leastReplicas);
    }

    /** Whether the whole demand asks for more than may be added in a cycle. */
    boolean isDoubled(Candidate candidate) {
        return sought(candidate) < ReplicaArithmetic.plus(needed(candidate), stuckPods);
    }

    /** What of it is not counted, where some is not or the number is raised for it. */
    Optional<Hidden> hidden(Candidate candidate, boolean raised) {
        double hidden = ratePerSecond - countedPerSecond;
        if (raised) {
            return Optional.of(new Hidden(hidden, Rise.ONE_MORE));
        }
        return hidden > 0
                ? Optional.of(new Hidden(hidden, isDoubled(candidate) ? Rise.DOUBLED : Rise.FULL))
                : Optional.empty();
    }
}
