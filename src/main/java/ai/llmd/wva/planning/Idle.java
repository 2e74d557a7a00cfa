package ai.llmd.wva.planning;

import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DesiredScale;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.Rationale;
import java.util.Comparator;
import java.util.Optional;

/** No load: the smallest allowed number of replicas on the cheapest allowed accelerator. */
final class Idle {
    private Idle() {}

    static Decision decide(Situation situation) {
        var variant = situation.variant();
        int replicas = situation.bounds().apply(0);
        var cheapest = variant.profiles().stream()
                .filter(profile -> situation.mayUse(profile.accelerator())
                        && situation.fleet().accelerators().containsKey(profile.accelerator()))
                .min(Comparator.<PerformanceProfile>comparingDouble(profile -> cost(situation, profile, 1))
                        .thenComparing(PerformanceProfile::accelerator))
                .orElseThrow();
        var allocation = Allocation.idle(
                cheapest.accelerator(), replicas, cheapest.maxBatchSize(), cost(situation, cheapest, replicas));
        return new Decision(
                variant.id(),
                Outcome.OPTIMIZED,
                DesiredScale.decided(cheapest.accelerator(), replicas, variant.currentReplicas(), situation.at()),
                Constraint.MINIMUM,
                new Rationale.NoLoad(),
                Optional.of(allocation));
    }

    private static double cost(Situation situation, PerformanceProfile profile, int replicas) {
        return situation
                .fleet()
                .costCentsPerHour(situation.variant(), profile.accelerator(), replicas)
                .orElseThrow();
    }
}
