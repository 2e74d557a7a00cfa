package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Variant;
import java.time.Instant;

/** Everything that one variant's status is made from, apart from the status before. */
public record StatusInputs(Fleet fleet, Variant variant, Measurement measurement, Decision decision, Instant now) {
    public StatusInputs {
        if (!variant.id().equals(decision.id())) {
            throw new IllegalArgumentException("decision of " + decision.id() + " for " + variant.id());
        }
    }
}
