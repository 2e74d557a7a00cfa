package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.Variant;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that one variant's status is made from, apart from the status before.
 *
 * @param scaling why the controller does not ask its target for what is decided, where it is to do that itself
 */
public record StatusInputs(
        Fleet fleet,
        Variant variant,
        Measurement measurement,
        Decision decision,
        Instant now,
        Optional<ScaleRemark> scaling) {
    public StatusInputs {
        if (!variant.id().equals(decision.id())) {
            throw new IllegalArgumentException("decision of " + decision.id() + " for " + variant.id());
        }
    }

    /** With nothing to say of scaling. */
    public StatusInputs(Fleet fleet, Variant variant, Measurement measurement, Decision decision, Instant now) {
        this(fleet, variant, measurement, decision, now, Optional.empty());
    }
}
