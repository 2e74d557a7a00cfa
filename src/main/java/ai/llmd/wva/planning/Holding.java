package ai.llmd.wva.planning;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.KeptDecision;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Rationale.Held;
import ai.llmd.wva.policy.Keeping;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to do when there is nothing good to decide from: keep the last good decision; before the first one, keep what
 * the target was asked to have, which is neither what a rollout surges to nor what was started so far. Bounds that
 * changed meanwhile still apply.
 */
final class Holding {
    private Holding() {}

    /** Holds because planning itself went wrong. */
    static Decision failed(Situation situation, Throwable failure) {
        return hold(situation, Outcome.FAILED, new HoldCause.Failed(failure.toString()));
    }

    /** Keeps what was decided last, also where that was a fallback. */
    static Decision frozen(Situation situation) {
        var last = situation.lastDesired();
        var kept = last.isPresent() ? OptionalInt.of(situation.bounds().apply(last.getAsInt())) : replicas(situation);
        var from = last.isPresent() ? KeptDecision.LAST_GOOD : Keeping.kept(kept, situation.lastGood());
        return decision(situation, Outcome.FROZEN, kept, new Held(new HoldCause.Frozen(), from, Optional.empty()));
    }

    /** Holds because a lower bound of the load does not tell that fewer replicas would do. */
    static Decision partial(Situation situation, Measured measured) {
        return hold(
                situation,
                Outcome.HELD,
                new HoldCause.PartialMetrics(measured.reportingPods(), measured.expectedPods()));
    }

    /** Holds because nothing tells how fast it is; a queue that stands wins over that. */
    static Decision unprofiled(Situation situation, HoldCause.NoProfile cause) {
        var kept = replicas(situation);
        var raised = StandingQueue.raised(situation, kept);
        return decision(
                situation,
                Outcome.UNPROFILED,
                raised.isPresent() ? raised : kept,
                new Held(
                        cause,
                        raised.isPresent() ? KeptDecision.RAISED : Keeping.kept(kept, situation.lastGood()),
                        Optional.empty()));
    }

    /** Holds, or falls back where the variant asks for that and the last good decision is too old. */
    static Decision hold(Situation situation, Outcome outcome, HoldCause cause) {
        var fallback = situation.variant().fallbackReplicas();
        if (outcome == Outcome.HELD && fallback.isPresent() && isTooOld(situation)) {
            return decision(
                    situation,
                    Outcome.FALLBACK,
                    OptionalInt.of(situation.bounds().apply(fallback.getAsInt())),
                    new Held(
                            cause,
                            KeptDecision.FALLBACK,
                            situation.fleet().settings().holdLimit()));
        }
        var kept = replicas(situation);
        int woken = outcome == Outcome.HELD && wakes(situation, kept)
                ? situation.bounds().apply(1)
                : 0;
        if (woken > 0) {
            return decision(
                    situation, outcome, OptionalInt.of(woken), new Held(cause, KeptDecision.WOKEN, Optional.empty()));
        }
        return decision(
                situation, outcome, kept, new Held(cause, Keeping.kept(kept, situation.lastGood()), Optional.empty()));
    }

    /** Whether requests wait for a variant that has nothing: held at that they would wait for ever. */
    private static boolean wakes(Situation situation, OptionalInt kept) {
        return kept.isPresent()
                && kept.getAsInt() == 0
                && situation.measurement() instanceof Measured measured
                && measured.load().waiting() > 0;
    }

    /** The replicas that holding means. Empty while the target is missing and nothing was ever decided. */
    static OptionalInt replicas(Situation situation) {
        return Keeping.replicas(situation.variant(), situation.bounds(), situation.lastGood());
    }

    private static boolean isTooOld(Situation situation) {
        var limit = situation.fleet().settings().holdLimit();
        return limit.isPresent()
                && situation
                        .lastGood()
                        .map(last -> Duration.between(last.at(), situation.at()).compareTo(limit.get()) > 0)
                        .orElse(false);
    }

    private static Decision decision(Situation situation, Outcome outcome, OptionalInt replicas, Held rationale) {
        var variant = situation.variant();
        var accelerator = situation
                .lastGood()
                .map(LastGoodDecision::accelerator)
                .filter(name -> !name.isEmpty() && situation.mayUse(name))
                .or(variant::currentAccelerator)
                .orElse("");
        return Keeping.held(variant, outcome, accelerator, replicas, situation.lastGood(), rationale);
    }
}
