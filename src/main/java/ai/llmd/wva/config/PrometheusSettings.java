package ai.llmd.wva.config;

import java.util.Optional;

/**
 * How to reach Prometheus, for who asks it and nobody else. Paths are files on the controller's disk, read again when
 * they change.
 *
 * @param baseUrl e.g. {@code https://prometheus.monitoring.svc:9090}
 * @param insecureSkipVerify accept any server certificate
 * @param serverName the name to verify instead of the URL's host
 * @param bearerToken wins over {@code tokenPath}
 */
public record PrometheusSettings(
        String baseUrl,
        boolean insecureSkipVerify,
        Optional<String> caCertPath,
        Optional<String> clientCertPath,
        Optional<String> clientKeyPath,
        Optional<String> serverName,
        Optional<String> bearerToken,
        Optional<String> tokenPath) {

    public PrometheusSettings {
        if (baseUrl.isBlank()) {
            throw new IllegalArgumentException("PROMETHEUS_BASE_URL must not be blank");
        }
    }

    /** A server at this URL, with nothing that is peculiar about it. */
    public static PrometheusSettings at(String baseUrl) {
        return new PrometheusSettings(
                baseUrl,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "PrometheusSettings[baseUrl=" + baseUrl + ", insecureSkipVerify=" + insecureSkipVerify + ", caCertPath="
                + caCertPath + ", clientCertPath=" + clientCertPath + ", serverName=" + serverName + ", bearerToken="
                + bearerToken.map(token -> "***") + ", tokenPath=" + tokenPath + "]";
    }
}
