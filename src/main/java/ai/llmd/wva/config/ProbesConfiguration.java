package ai.llmd.wva.config;

import java.time.Duration;

/**
 * The plain HTTP server of /healthz and /readyz.
 *
 * @param port 0 = any free one
 * @param maxConnections open at a time
 * @param requestTimeout from connecting, or from an answer, to the end of the next request's header
 */
public record ProbesConfiguration(String host, int port, int maxConnections, Duration requestTimeout) {
    public static ProbesConfiguration defaults() {
        return new ProbesConfiguration("0.0.0.0", 8081, 64, Duration.ofSeconds(5));
    }
}
