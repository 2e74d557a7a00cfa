package ai.llmd.wva.model;

/** What became of asking a target for replicas. */
public sealed interface ScaleWrite {

    /**
     * The target is asked for them.
     *
     * @param before what it was asked for before; the same where nothing had to be written
     */
    record Done(int before, int asked) implements ScaleWrite {}

    /** The API server did not take it; {@code message} is its own, or why there is none. */
    record Failed(Reason reason, String message) implements ScaleWrite {}

    /** Why not. */
    enum Reason {
        /** The right is missing. */
        FORBIDDEN,
        /** There is no such target. */
        NOT_FOUND,
        /** Somebody else changed the target meanwhile. */
        CONFLICT,
        /** Anything else, such as no answer in time. */
        OTHER
    }
}
