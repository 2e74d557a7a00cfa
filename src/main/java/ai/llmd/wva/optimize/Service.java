package ai.llmd.wva.optimize;

/** How well a server is served by a plan. */
public enum Service {
    /** Every target is kept. */
    FULL,
    /** Fewer replicas than its load needs. */
    PARTIAL,
    /** None, or nothing that could keep its targets. */
    NONE
}
