package ai.llmd.wva.metrics.prometheus;

import java.util.Optional;

/**
 * An endpoint and what to show there.
 *
 * @param token the bearer token
 * @param tokenSource where it came from, in words; why there is none otherwise
 */
record Access(Endpoint endpoint, Optional<String> token, String tokenSource) {
    /** Never shows the token. */
    @Override
    public String toString() {
        return "Access[" + endpoint + ", " + tokenSource + "]";
    }
}
