package ai.llmd.wva.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The HTTPS server of /metrics.
 *
 * @param port 0 = any free one
 * @param instances of the verticle, which share the port
 * @param workerPoolSize threads for what blocks: reviews of tokens, rendering
 * @param certPath PEM file; without it, or while it does not exist, the certificate is self-signed
 * @param keyPath PEM file
 * @param reloadInterval how often both files are looked at
 * @param authentication whether callers need a token that Kubernetes accepts
 * @param grantedCache how long a granted review holds
 * @param refusedCache how long a refused one holds
 * @param maxHeaderSize of a request, in bytes
 * @param maxConnections open at a time
 * @param requestTimeout from connecting to the end of the first request's header
 * @param idleTimeout from an answer to the end of the next request's header
 * @param minTls TLSv1.2 or TLSv1.3
 */
public record HttpsConfiguration(
        String host,
        int port,
        int instances,
        int workerPoolSize,
        Optional<String> certPath,
        Optional<String> keyPath,
        Duration reloadInterval,
        boolean authentication,
        Duration grantedCache,
        Duration refusedCache,
        int maxHeaderSize,
        int maxConnections,
        Duration requestTimeout,
        Duration idleTimeout,
        String minTls) {

    /** The same at another port. */
    public HttpsConfiguration at(String otherHost, int otherPort) {
        return at(otherHost, otherPort, maxConnections);
    }

    /** The same at another port, for another number of connections. */
    public HttpsConfiguration at(String otherHost, int otherPort, int connections) {
        return new HttpsConfiguration(
                otherHost,
                otherPort,
                1,
                workerPoolSize,
                certPath,
                keyPath,
                reloadInterval,
                authentication,
                grantedCache,
                refusedCache,
                maxHeaderSize,
                connections,
                requestTimeout,
                idleTimeout,
                minTls);
    }

    public static HttpsConfiguration defaults() {
        return new HttpsConfiguration(
                "0.0.0.0",
                8443,
                1,
                4,
                Optional.of("/etc/wva-tls/tls.crt"),
                Optional.of("/etc/wva-tls/tls.key"),
                Duration.ofSeconds(10),
                true,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                16 * 1024,
                256,
                Duration.ofSeconds(5),
                Duration.ofSeconds(90),
                "TLSv1.2");
    }
}
