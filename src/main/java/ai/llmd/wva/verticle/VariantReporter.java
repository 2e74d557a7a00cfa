package ai.llmd.wva.verticle;

import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Variant;

/** Where decisions are written for people: status and Events. Blocking: called on workers, several at a time. */
public interface VariantReporter {
    /** A term of leadership begins: what others wrote before it is not known here. */
    default void termBegins() {}

    /**
     * Writes the status of one variant, if it changed.
     *
     * @return false if the API server refused or did not answer
     */
    boolean writeStatus(Plan plan, Variant variant, Decision decision);

    /** Tells that the desired replicas changed. Never throws. */
    void scaled(Variant variant, int from, Decision decision);

    /** Tells that another accelerator would serve the variant better. Never throws. */
    void advised(Variant variant, Alternative advice);

    /** Tells that there are too few accelerators for what the variant needs. Never throws. */
    void lacksCapacity(Variant variant, Decision decision);

    /** Tells that a decision is not fresh, and why. Never throws. */
    void held(Variant variant, Decision decision);

    /** Tells the author of a ConfigMap what is wrong with it. Never throws. */
    void problem(Problem problem);
}
