package ai.llmd.wva.policy;

import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DesiredScale;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.KeptDecision;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Rationale.Held;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a variant keeps while there is nothing good to decide from: the last good decision; before the first one, what
 * the target was asked to have. Bounds that changed meanwhile still apply.
 */
public final class Keeping {
    private Keeping() {}

    /** Keeps what there is, on the accelerator that the variant runs on. */
    public static Decision decide(
            Fleet fleet, Variant variant, Optional<LastGoodDecision> lastGood, Outcome outcome, HoldCause cause) {
        var replicas = replicas(variant, Bounds.of(variant, fleet.settings()), lastGood);
        return held(
                variant,
                outcome,
                variant.currentAccelerator()
                        .or(() -> lastGood.map(LastGoodDecision::accelerator))
                        .orElse(""),
                replicas,
                lastGood,
                new Held(cause, kept(replicas, lastGood), Optional.empty()));
    }

    /** A decision that was not made anew. */
    public static Decision held(
            Variant variant,
            Outcome outcome,
            String accelerator,
            OptionalInt replicas,
            Optional<LastGoodDecision> lastGood,
            Held rationale) {
        return new Decision(
                variant.id(),
                outcome,
                new DesiredScale(accelerator, replicas, variant.currentReplicas(), lastGood.map(LastGoodDecision::at)),
                Constraint.HOLD,
                rationale,
                Optional.empty());
    }

    /** The replicas that are kept. Empty while the target is missing and nothing was ever decided. */
    public static OptionalInt replicas(Variant variant, Bounds bounds, Optional<LastGoodDecision> lastGood) {
        if (lastGood.isPresent()) {
            return OptionalInt.of(bounds.apply(lastGood.get().replicas()));
        }
        return variant.target() instanceof TargetState.Found found
                ? OptionalInt.of(bounds.apply(found.declaredReplicas()))
                : OptionalInt.empty();
    }

    /** Where these replicas come from. */
    public static KeptDecision kept(OptionalInt replicas, Optional<LastGoodDecision> lastGood) {
        if (replicas.isEmpty()) {
            return KeptDecision.NOTHING;
        }
        return lastGood.isPresent() ? KeptDecision.LAST_GOOD : KeptDecision.DECLARED;
    }
}
