package ai.llmd.wva.config;

import java.time.Duration;
import java.util.Map;

/**
 * The server of external.metrics.k8s.io, with the certificate and the limits of https.
 *
 * @param enabled whether there is one, unless the environment says otherwise
 * @param port 0 = any free one
 * @param trustFor how long the last numbers are served while there is no leader
 */
public record ExternalMetricsConfiguration(boolean enabled, String host, int port, Duration trustFor) {
    /** Whether there is one: as the environment says, else as the file does. */
    public boolean enabledIn(Map<String, String> environment) {
        var said = environment.getOrDefault(Environment.EXTERNAL_METRICS, "").strip();
        return "true".equals(said) || (enabled && !"false".equals(said));
    }

    public static ExternalMetricsConfiguration defaults() {
        return new ExternalMetricsConfiguration(false, "0.0.0.0", 6443, Duration.ofMinutes(5));
    }
}
