package ai.llmd.wva.signals;

import java.time.Instant;
import java.util.Optional;

/**
 * A pod of a variant, as far as it is remembered.
 *
 * @param present still a pod of the target
 * @param readySince of a pod that is ready
 * @param bornReady when it became ready for the first time, if it was known before that
 */
record KnownPod(String name, boolean present, Optional<Instant> readySince, Optional<Instant> bornReady) {
    /** Stands for series without a pod label. */
    static final KnownPod WHOLE_VARIANT = new KnownPod("", true, Optional.empty(), Optional.empty());

    boolean isWholeVariant() {
        return name.isEmpty();
    }
}
