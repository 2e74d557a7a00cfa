package ai.llmd.wva.planning;

import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.Variant;
import java.util.OptionalInt;

/** The replicas a variant may have: {@code min(max(wanted, minimum), maximum)}, so a maximum below the minimum wins. */
record Bounds(int minimum, OptionalInt maximum) {

    static Bounds of(Variant variant, Settings settings) {
        return new Bounds(variant.minReplicas().orElse(settings.scaleToZero() ? 0 : 1), variant.maxReplicas());
    }

    int apply(int wanted) {
        return Math.min(Math.max(wanted, minimum), maximum.orElse(Integer.MAX_VALUE));
    }
}
