package ai.llmd.wva.config;

import java.time.Duration;

/**
 * The server of external.metrics.k8s.io, with the certificate and the limits of https.
 *
 * @param enabled whether there is one
 * @param port 0 = any free one
 * @param trustFor how long the last numbers are served while there is no leader
 */
public record ExternalMetricsConfiguration(boolean enabled, String host, int port, Duration trustFor) {
    public static ExternalMetricsConfiguration defaults() {
        return new ExternalMetricsConfiguration(false, "0.0.0.0", 6443, Duration.ofMinutes(5));
    }
}
