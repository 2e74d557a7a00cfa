package ai.llmd.wva.serving.auth;

import java.util.Optional;

/** Leaves it to the API server to say who a token belongs to and who may do what. Any thread may ask. */
public interface Delegation {

    /**
     * Whose token it is; empty where nobody knows it. May block.
     *
     * @throws IllegalStateException when the API server does not answer
     */
    Optional<Caller> whose(String bearerToken);

    /** What is remembered of the right to do it; never blocks. */
    Optional<AccessVerdict> remembered(Caller caller, AccessRequest demand);

    /** Whether the caller may do it. May block. */
    AccessVerdict check(Caller caller, AccessRequest demand);
}
