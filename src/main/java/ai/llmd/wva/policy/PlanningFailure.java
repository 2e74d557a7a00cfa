package ai.llmd.wva.policy;

import ai.llmd.wva.model.VariantId;
import java.util.List;

/**
 * A fault of ours that kept variants from being decided on.
 *
 * @param variants those concerned
 * @param cause with the stack trace of where it was thrown
 */
public record PlanningFailure(List<VariantId> variants, Throwable cause) {
    public PlanningFailure {
        variants = List.copyOf(variants);
    }

    public PlanningFailure(VariantId variant, Throwable cause) {
        this(List.of(variant), cause);
    }
}
