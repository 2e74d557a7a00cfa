package ai.llmd.wva.metrics.prometheus;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * How the controller shows Prometheus who it is.
 *
 * @param authorization the whole value of the header
 * @param source what is shown and where it came from, in words; why there is nothing otherwise
 * @param secrets what nobody else may see
 */
record Login(Optional<String> authorization, String source, List<String> secrets) {
    Login {
        secrets = List.copyOf(secrets);
    }

    static Login none(String why) {
        return new Login(Optional.empty(), why, List.of());
    }

    static Login bearer(String token, String source) {
        return new Login(Optional.of("Bearer " + token), source, List.of(token));
    }

    static Login basic(String username, String password, String source) {
        var pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        var encoded = Base64.getEncoder().encodeToString(pair);
        return new Login(Optional.of("Basic " + encoded), source, List.of(encoded, password));
    }

    /** Never shows a secret. */
    @Override
    public String toString() {
        return source;
    }
}
