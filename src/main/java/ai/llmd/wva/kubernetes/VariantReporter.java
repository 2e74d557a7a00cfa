package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.Variant;
import java.util.Optional;

/**
 * Where decisions are written for people: status and Events. Blocking: called on workers, several at a time. What tells
 * something says whether an Event was recorded now, and never throws.
 */
public interface VariantReporter {
    /** A term of leadership begins: what others wrote before it is not known here. */
    default void termBegins() {}

    /**
     * Writes the status of one variant, if it changed and no other controller takes care of it.
     *
     * @param scaling why the controller does not ask its target for what is decided, where it is to do that itself
     * @return what became of it
     */
    StatusWrite writeStatus(Plan plan, Variant variant, Decision decision, Optional<ScaleRemark> scaling);

    /** Tells that the desired replicas changed. */
    boolean scaled(Variant variant, int from, Decision decision);

    /** Tells that another accelerator would serve the variant better. */
    boolean advised(Variant variant, Alternative advice);

    /** Tells that there are too few accelerators for what the variant needs. */
    boolean lacksCapacity(Variant variant, Decision decision);

    /** Tells that pods hold requests and do not get on with them. */
    boolean stuck(Variant variant, Caveat.StuckPods pods);

    /** Tells that another controller takes care of the variant. */
    boolean heldBack(Variant variant, ControllerClaim claim);

    /** Tells that a decision is not fresh, and why. */
    boolean held(Variant variant, Decision decision);

    /** Tells the author of a ConfigMap what is wrong with it. Never throws. */
    void problem(Problem problem);
}
