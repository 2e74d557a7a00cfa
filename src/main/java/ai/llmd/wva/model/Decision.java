package ai.llmd.wva.model;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a variant should be, and why: facts only, which the room {@code explain} puts into words.
 *
 * @param constraint what decided the number
 * @param rationale how the number follows from the load, or why there is no new one
 * @param allocation the prediction, where the load is known
 * @param suggestedWeightPercent the share of the model's traffic that it should get, where several variants share it,
 *     0..100
 * @param advice an accelerator that would serve it better
 * @param advisory whether it is only told, so that nothing acts on it
 * @param learning what is learned of the variant's speed, where anything is
 */
public record Decision(
        VariantId id,
        Outcome outcome,
        DesiredScale scale,
        Constraint constraint,
        Rationale rationale,
        Optional<Allocation> allocation,
        OptionalInt suggestedWeightPercent,
        Optional<Alternative> advice,
        boolean advisory,
        Optional<Learning> learning) {

    public Decision {
        Checks.present(id, "id");
        Checks.present(outcome, "outcome");
        Checks.present(scale, "scale");
        Checks.present(constraint, "constraint");
        Checks.present(rationale, "rationale");
        Checks.present(learning, "learning");
    }

    /** One that is acted on. */
    public Decision(
            VariantId id,
            Outcome outcome,
            DesiredScale scale,
            Constraint constraint,
            Rationale rationale,
            Optional<Allocation> allocation,
            OptionalInt suggestedWeightPercent,
            Optional<Alternative> advice) {
        this(
                id,
                outcome,
                scale,
                constraint,
                rationale,
                allocation,
                suggestedWeightPercent,
                advice,
                false,
                Optional.empty());
    }

    /** One that has the model's traffic to itself, on the accelerator that serves it best. */
    public Decision(
            VariantId id,
            Outcome outcome,
            DesiredScale scale,
            Constraint constraint,
            Rationale rationale,
            Optional<Allocation> allocation) {
        this(id, outcome, scale, constraint, rationale, allocation, OptionalInt.empty(), Optional.empty());
    }

    public String accelerator() {
        return scale.accelerator();
    }

    public OptionalInt desiredReplicas() {
        return scale.desired();
    }

    public int currentReplicas() {
        return scale.current();
    }

    public Optional<Instant> decidedAt() {
        return scale.decidedAt();
    }

    public Decision withAdvice(Optional<Alternative> better) {
        return better.equals(advice) ? this : with(better, advisory, learning);
    }

    /** The same where nothing acts on it. */
    public Decision onlyTold() {
        return with(advice, true, learning);
    }

    /** The same with what is learned. */
    public Decision withLearning(Learning other) {
        return with(advice, advisory, Optional.of(other));
    }

    private Decision with(Optional<Alternative> better, boolean onlyTold, Optional<Learning> learned) {
        return new Decision(
                id,
                outcome,
                scale,
                constraint,
                rationale,
                allocation,
                suggestedWeightPercent,
                better,
                onlyTold,
                learned);
    }

    /**
     * The same without what differs from cycle to cycle although nothing was decided anew: rates, latencies, times and
     * the replicas that run, what is learned. Two decisions that are equal in this form tell the same.
     */
    public Decision withoutMeasurements() {
        return new Decision(
                id,
                outcome,
                scale.withoutMeasurements(),
                constraint,
                rationale.withoutMeasurements(),
                Optional.empty(),
                suggestedWeightPercent,
                advice,
                advisory,
                Optional.empty());
    }
}
