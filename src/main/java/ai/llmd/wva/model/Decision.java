package ai.llmd.wva.model;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a variant should be, and why.
 *
 * @param accelerator the accelerator meant; may be empty where none is known
 * @param desiredReplicas empty when there is nothing to hold: the target is missing and was never decided on
 * @param decidedAt when this number was last decided from measured load; older than the cycle while it is held
 * @param allocation the prediction, where the load is known
 * @param constraint what decided the number
 * @param reason one sentence for the variant's owner
 * @param runnerUp the next best accelerator and what it would cost, in words
 * @param changesAt what would change the decision, in words
 * @param suggestedWeightPercent the share of the model's traffic that it should get, where several variants share it, 0..100
 * @param advice an accelerator that would serve it better
 */
public record Decision(
        VariantId id,
        Outcome outcome,
        String accelerator,
        OptionalInt desiredReplicas,
        int currentReplicas,
        Optional<Instant> decidedAt,
        Optional<Allocation> allocation,
        Constraint constraint,
        String reason,
        Optional<String> runnerUp,
        Optional<String> changesAt,
        OptionalInt suggestedWeightPercent,
        Optional<Advice> advice) {

    public Decision withAdvice(Optional<Advice> better) {
        return better.isEmpty() && advice.isEmpty()
                ? this
                : new Decision(
                        id,
                        outcome,
                        accelerator,
                        desiredReplicas,
                        currentReplicas,
                        decidedAt,
                        allocation,
                        constraint,
                        reason,
                        runnerUp,
                        changesAt,
                        suggestedWeightPercent,
                        better);
    }

    /** One that has the model's traffic to itself, on the accelerator that serves it best. */
    public Decision(
            VariantId id,
            Outcome outcome,
            String accelerator,
            OptionalInt desiredReplicas,
            int currentReplicas,
            Optional<Instant> decidedAt,
            Optional<Allocation> allocation,
            Constraint constraint,
            String reason,
            Optional<String> runnerUp,
            Optional<String> changesAt) {
        this(
                id,
                outcome,
                accelerator,
                desiredReplicas,
                currentReplicas,
                decidedAt,
                allocation,
                constraint,
                reason,
                runnerUp,
                changesAt,
                OptionalInt.empty(),
                Optional.empty());
    }
}
