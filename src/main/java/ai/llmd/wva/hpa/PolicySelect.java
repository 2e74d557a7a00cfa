package ai.llmd.wva.hpa;

/** Which of several scaling policies holds. */
public enum PolicySelect {
    /** The one that allows the largest change. */
    MAX,
    /** The one that allows the smallest change. */
    MIN,
    /** None: no change in this direction at all. */
    DISABLED
}
