package ai.llmd.wva.planning;

import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.TargetState;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to do when there is nothing good to decide from: keep the last good decision; before the first one, keep what the
 * target was asked to have, which is neither what a rollout surges to nor what was started so far. Bounds that changed
 * meanwhile still apply.
 */
final class Holding {
    static final String NOTHING_ARRIVED = "no request arrived, but some are still being served";
    static final String ALL_YOUNG = "no pod is old enough to tell that fewer would do";

    private Holding() {}

    /** Holds because planning itself went wrong. */
    static Decision failed(Situation situation, RuntimeException failure) {
        return hold(situation, Outcome.INFEASIBLE, "planning failed: " + failure);
    }

    /** Holds because a lower bound of the load does not tell that fewer replicas would do. */
    static Decision partial(Situation situation, Measured measured) {
        return hold(
                situation,
                Outcome.HELD,
                "only " + measured.reportingPods() + " of " + measured.expectedPods() + " ready pods report");
    }

    /** Holds, or falls back where the variant asks for that and the last good decision is too old. */
    static Decision hold(Situation situation, Outcome outcome, String why) {
        var variant = situation.variant();
        var fallback = variant.fallbackReplicas();
        if (outcome == Outcome.HELD && fallback.isPresent() && isTooOld(situation)) {
            var limit = situation.fleet().settings().holdLimit().orElseThrow();
            return decision(
                    situation,
                    Outcome.FALLBACK,
                    OptionalInt.of(situation.bounds().apply(fallback.getAsInt())),
                    why + "; no good decision for more than " + Sentence.duration(limit) + ": fallbackReplicas");
        }
        var kept = replicas(situation);
        var what = kept.isEmpty()
                ? "nothing to hold yet"
                : (situation.lastGood().isPresent() ? "last good decision held: " : "current replicas held: ")
                        + kept.getAsInt();
        return decision(situation, outcome, kept, why + "; " + what);
    }

    /** The replicas that holding means. Empty while the target is missing and nothing was ever decided. */
    static OptionalInt replicas(Situation situation) {
        var variant = situation.variant();
        if (situation.lastGood().isPresent()) {
            return OptionalInt.of(
                    situation.bounds().apply(situation.lastGood().get().replicas()));
        }
        return variant.target() instanceof TargetState.Found found
                ? OptionalInt.of(situation.bounds().apply(found.declaredReplicas()))
                : OptionalInt.empty();
    }

    private static boolean isTooOld(Situation situation) {
        var limit = situation.fleet().settings().holdLimit();
        return limit.isPresent()
                && situation
                        .lastGood()
                        .map(last -> Duration.between(last.at(), situation.at()).compareTo(limit.get()) > 0)
                        .orElse(false);
    }

    private static Decision decision(Situation situation, Outcome outcome, OptionalInt replicas, String reason) {
        var variant = situation.variant();
        var accelerator = situation
                .lastGood()
                .map(LastGoodDecision::accelerator)
                .filter(name -> !name.isEmpty() && situation.mayUse(name))
                .or(variant::currentAccelerator)
                .orElse("");
        return new Decision(
                variant.id(),
                outcome,
                accelerator,
                replicas,
                variant.currentReplicas(),
                situation.lastGood().map(LastGoodDecision::at),
                Optional.empty(),
                Constraint.HOLD,
                reason,
                Optional.empty(),
                Optional.empty());
    }
}
