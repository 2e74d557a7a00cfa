package ai.llmd.wva.planning;

import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DesiredScale;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.ReplicaArithmetic;
import java.util.Comparator;
import java.util.Optional;

/**
 * No load: the smallest allowed number of replicas on the cheapest allowed accelerator. Where the least is one, one
 * that serves.
 */
final class Idle {
    private Idle() {}

    static Decision decide(Situation situation) {
        var variant = situation.variant();
        int stuck = situation.stuckPods();
        var bounds = situation.bounds();
        int least = bounds.apply(ReplicaArithmetic.plus(Math.min(1, bounds.minimum()), stuck));
        int replicas = Math.max(least, kept(situation));
        var cheapest = variant.profiles().stream()
                .filter(profile -> situation.mayUse(profile.accelerator())
                        && situation
                                .fleet()
                                .price(variant, profile.accelerator())
                                .isPresent())
                .min(Comparator.<PerformanceProfile>comparingDouble(profile -> cost(situation, profile, 1))
                        .thenComparing(PerformanceProfile::accelerator))
                .orElseThrow();
        var allocation = Allocation.idle(
                cheapest.accelerator(), replicas, cheapest.maxBatchSize(), cost(situation, cheapest, replicas));
        return new Decision(
                variant.id(),
                Outcome.OPTIMIZED,
                DesiredScale.decided(cheapest.accelerator(), replicas, variant.currentReplicas(), situation.at()),
                replicas > least ? Constraint.QUEUE : Constraint.MINIMUM,
                new Rationale.NoLoad(stuck),
                Optional.of(allocation));
    }

    /** What stays, and one at least, since requests that wait may be meant for the variant. */
    private static int kept(Situation situation) {
        return situation.measurement() instanceof Measured measured && QueueGuard.forbidsScaleIn(measured)
                ? Math.max(
                        Holding.replicas(situation).orElse(0),
                        situation.bounds().apply(1))
                : 0;
    }

    private static double cost(Situation situation, PerformanceProfile profile, int replicas) {
        return situation
                .fleet()
                .costCentsPerHour(situation.variant(), profile.accelerator(), replicas)
                .orElseThrow();
    }
}
