package ai.llmd.wva.planning;

import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DesiredScale;
import ai.llmd.wva.model.LoadThresholds;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Rationale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides on a variant that has its load to itself.
 *
 * @param taken the option that the variant gets, or got a part of
 * @param runnerUp what came second
 * @param advice where another accelerator would serve it better
 */
record SoloDecision(Situation situation, Option taken, Optional<Option> runnerUp, Optional<Alternative> advice) {

    /** The variant gets all it wants. */
    Decision full() {
        return decision(taken.replicas(), taken.constraint(), Optional.empty(), taken.thresholds(situation.bounds()));
    }

    /** Capacity does not suffice for the variant. Its minimum is kept all the same. */
    Decision partial(int granted) {
        var shortage = new Rationale.Shortage(taken.candidate().accelerator().device(), granted);
        int replicas = Math.max(granted, situation.bounds().apply(0));
        return decision(replicas, Constraint.CAPACITY, Optional.of(shortage), LoadThresholds.NONE);
    }

    private Decision decision(
            int replicas, Constraint constraint, Optional<Rationale.Shortage> shortage, LoadThresholds thresholds) {
        var variant = situation.variant();
        var allocation = taken.allocation(replicas);
        return new Decision(
                variant.id(),
                Outcome.OPTIMIZED,
                DesiredScale.decided(taken.accelerator(), replicas, variant.currentReplicas(), situation.at()),
                constraint,
                rationale(allocation, shortage, thresholds),
                Optional.of(allocation),
                OptionalInt.empty(),
                advice);
    }

    private Rationale rationale(
            Allocation allocation, Optional<Rationale.Shortage> shortage, LoadThresholds thresholds) {
        var candidate = taken.candidate();
        return new Rationale.OwnLoad(
                taken.demand().ratePerSecond(),
                candidate.requests().shape().outputTokens(),
                taken.demand().needed(candidate),
                candidate.capacity(allocation.limits()),
                shortage,
                runnerUp.isPresent() ? Optional.of(runnerUp.get().alternative()) : Optional.empty(),
                thresholds,
                taken.hidden(),
                taken.demand().stuckPods(),
                taken.demand().growth());
    }
}
