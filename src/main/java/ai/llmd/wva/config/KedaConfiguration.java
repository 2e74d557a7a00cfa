package ai.llmd.wva.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The gRPC server for KEDA, an external scaler. Its certificate, and the oldest version of TLS, are those of the HTTPS
 * server.
 *
 * @param port 0 = any free one
 * @param tls whether it speaks TLS; without it, whoever is on the way can read and forge the numbers
 * @param clientCaPath PEM file of the authority that callers' certificates must be from; empty = callers need none
 * @param maxConnections open at a time
 * @param maxStreams StreamIsActive calls open at a time, one for each ScaledObject of type external-push
 * @param requestTimeout from connecting to the end of the first call's header, and from a call's header to the end of
 *     its message
 * @param idleTimeout from the end of a call to the next one's header
 */
public record KedaConfiguration(
        boolean enabled,
        String host,
        int port,
        boolean tls,
        Optional<String> clientCaPath,
        int maxConnections,
        int maxStreams,
        Duration requestTimeout,
        Duration idleTimeout) {

    public static KedaConfiguration defaults() {
        return new KedaConfiguration(
                false,
                "0.0.0.0",
                9443,
                true,
                Optional.empty(),
                64,
                4096,
                Duration.ofSeconds(5),
                Duration.ofMinutes(10));
    }
}
