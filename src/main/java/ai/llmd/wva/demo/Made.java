package ai.llmd.wva.demo;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Variant;
import java.util.Optional;

/**
 * A decision with what it was made from.
 *
 * @param atMillis virtual time at which it was written
 */
record Made(double atMillis, Plan plan, Variant variant, Decision decision) {
    String name() {
        return variant.id().name();
    }

    boolean isHeld() {
        return !decision.outcome().succeeded();
    }

    /** What was measured; empty where nothing is known. */
    Optional<Load> load() {
        return plan.observation().measured(variant.id()).map(Measured::load);
    }

    boolean decidesAs(Made other) {
        return decision.outcome() == other.decision.outcome()
                && decision.desiredReplicas().equals(other.decision.desiredReplicas());
    }
}
