package ai.llmd.wva.metrics.prometheus;

import java.util.Optional;

/**
 * An endpoint and what to show there.
 *
 * @param token the bearer token
 * @param tokenSource where it came from, in words; why there is none otherwise
 */
record Access(PrometheusEndpoint endpoint, Optional<String> token, String tokenSource) {
    /** A text that somebody else wrote, with the token, should it be there, made illegible. */
    String withoutToken(String text) {
        return token.map(secret -> text.replace(secret, "***")).orElse(text);
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "Access[" + endpoint + ", " + tokenSource + "]";
    }
}
