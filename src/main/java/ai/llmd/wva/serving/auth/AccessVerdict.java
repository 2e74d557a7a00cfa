package ai.llmd.wva.serving.auth;

/** Whether a caller may use a route. */
public enum AccessVerdict {
    GRANTED,
    /** Nobody knows the caller: 401. */
    UNAUTHENTICATED,
    /** The caller is known and lacks the right: 403. */
    FORBIDDEN,
    /** Who would know does not answer, so nobody is let in: 503. */
    UNAVAILABLE
}
