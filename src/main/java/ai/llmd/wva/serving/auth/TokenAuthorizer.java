package ai.llmd.wva.serving.auth;

/** Knows what the bearer of a token may read. */
@FunctionalInterface
public interface TokenAuthorizer {
    /** Knows no token. */
    TokenAuthorizer NOBODY = (token, path) -> AccessVerdict.UNAUTHENTICATED;

    /**
     * The verdict on a token. May block: it is asked on a worker.
     *
     * @param path the nonResourceURL to {@code get}, e.g. {@code /metrics}
     */
    AccessVerdict check(String bearerToken, String path);
}
