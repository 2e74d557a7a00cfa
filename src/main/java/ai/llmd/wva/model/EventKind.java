package ai.llmd.wva.model;

/** What an Event on a variant tells. */
public enum EventKind {
    /** The desired replicas changed. */
    SCALED,
    /** The decision is not fresh. */
    HELD,
    /** There are too few accelerators for what it needs. */
    LACKS_CAPACITY,
    /** Another accelerator would serve it better. */
    ADVISED,
    /** Pods hold requests and do not get on with them. */
    PODS_STUCK,
    /** Another controller takes care of it. */
    HELD_BACK
}
