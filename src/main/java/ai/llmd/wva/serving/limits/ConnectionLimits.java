package ai.llmd.wva.serving.limits;

import ai.llmd.wva.config.HttpsConfiguration;
import ai.llmd.wva.config.KedaConfiguration;
import ai.llmd.wva.config.PageConfiguration;
import ai.llmd.wva.config.ProbesConfiguration;
import java.time.Duration;

/**
 * What a port grants its clients.
 *
 * @param maxConnections open at a time, those in their TLS handshake included
 * @param requestTimeout from connecting to the end of the first request's header
 * @param idleTimeout from the end of an answer to the end of the next header; while more than half of the connections
 *     are in use, requestTimeout holds instead
 */
public record ConnectionLimits(int maxConnections, Duration requestTimeout, Duration idleTimeout) {
    /** Those of the HTTPS port. */
    public static ConnectionLimits of(HttpsConfiguration https) {
        return new ConnectionLimits(https.maxConnections(), https.requestTimeout(), https.idleTimeout());
    }

    /** Those of the probes' port: the kubelet connects anew for each probe. */
    public static ConnectionLimits of(ProbesConfiguration probes) {
        return new ConnectionLimits(probes.maxConnections(), probes.requestTimeout(), probes.requestTimeout());
    }

    /** Those of the port for KEDA. */
    public static ConnectionLimits of(KedaConfiguration keda) {
        return new ConnectionLimits(keda.maxConnections(), keda.requestTimeout(), keda.idleTimeout());
    }

    /** Those of the page on the loopback address. */
    public static ConnectionLimits of(PageConfiguration page, HttpsConfiguration https) {
        return new ConnectionLimits(page.maxConnections(), https.requestTimeout(), https.idleTimeout());
    }

    public ConnectionLimits {
        if (maxConnections < 1 || requestTimeout.isNegative() || requestTimeout.isZero()) {
            throw new IllegalArgumentException("at least one connection and some time are needed");
        }
        if (idleTimeout.compareTo(requestTimeout) < 0) {
            throw new IllegalArgumentException("idleTimeout must not be shorter than requestTimeout");
        }
    }
}
