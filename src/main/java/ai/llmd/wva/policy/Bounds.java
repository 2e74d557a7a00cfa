package ai.llmd.wva.policy;

import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.Variant;
import java.util.Optional;
import java.util.OptionalInt;

/** The replicas a variant may have: {@code min(max(wanted, minimum), maximum)}, so a maximum below the minimum wins. */
public record Bounds(int minimum, OptionalInt maximum) {

    /** As the variant says, else as the settings do. */
    public static Bounds of(Variant variant, Settings settings) {
        return new Bounds(variant.minReplicas().orElse(settings.scaleToZero() ? 0 : 1), variant.maxReplicas());
    }

    /** The number nearest to what is wanted that they allow. */
    public int apply(int wanted) {
        return Math.min(Math.max(wanted, minimum), maximum.orElse(Integer.MAX_VALUE));
    }

    /** The bound that makes another number of what is needed, if one does. */
    public Optional<Constraint> binding(int needed) {
        int bounded = apply(needed);
        if (bounded == needed) {
            return Optional.empty();
        }
        return Optional.of(bounded > needed ? Constraint.MINIMUM : Constraint.MAXIMUM);
    }
}
