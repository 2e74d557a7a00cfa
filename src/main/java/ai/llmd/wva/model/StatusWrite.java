package ai.llmd.wva.model;

/** What became of a status write. */
public enum StatusWrite {
    WRITTEN,
    /** The status said all of it already. */
    UNCHANGED,
    /** The resource is no longer there, or is another one of the same name. */
    GONE,
    /** The API server refused or did not answer; the log says why, and the next cycle tries again. */
    FAILED,
    /** Another controller writes it. */
    LEFT_TO_OTHER,
    /** Not tried: a newer plan or the end of leadership came first. */
    SKIPPED
}
