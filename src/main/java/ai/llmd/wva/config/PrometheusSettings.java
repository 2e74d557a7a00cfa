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
 * @param basicAuthUsername only with one of the passwords, and without a bearer token
 * @param basicAuthPassword wins over {@code basicAuthPasswordPath}
 */
public record PrometheusSettings(
        String baseUrl,
        boolean insecureSkipVerify,
        Optional<String> caCertPath,
        Optional<String> clientCertPath,
        Optional<String> clientKeyPath,
        Optional<String> serverName,
        Optional<String> bearerToken,
        Optional<String> tokenPath,
        Optional<String> basicAuthUsername,
        Optional<String> basicAuthPassword,
        Optional<String> basicAuthPasswordPath) {

    /** Where Kubernetes puts a pod's own token, which our manifests name: basic authentication wins over it. */
    public static final String SERVICE_ACCOUNT_TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount/token";

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
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The setting of a bearer token that was given besides basic authentication. */
    Optional<Setting<?>> bearerBesideBasic() {
        if (basicAuthUsername.isEmpty()) {
            return Optional.empty();
        }
        if (bearerToken.isPresent()) {
            return Optional.of(Setting.BEARER_TOKEN);
        }
        return tokenPath.filter(path -> !path.equals(SERVICE_ACCOUNT_TOKEN)).map(path -> Setting.TOKEN_PATH);
    }

    /** Whether there is a user without a password, or a password without a user. */
    boolean basicAuthIsHalf() {
        return basicAuthUsername.isPresent() != (basicAuthPassword.isPresent() || basicAuthPasswordPath.isPresent());
    }

    /** The same with the credentials of others. */
    PrometheusSettings withLoginOf(PrometheusSettings other) {
        return new PrometheusSettings(
                baseUrl,
                insecureSkipVerify,
                caCertPath,
                clientCertPath,
                clientKeyPath,
                serverName,
                other.bearerToken,
                other.tokenPath,
                other.basicAuthUsername,
                other.basicAuthPassword,
                other.basicAuthPasswordPath);
    }

    /** Never shows a token, a password or the URL's query. */
    @Override
    public String toString() {
        return "PrometheusSettings[baseUrl=" + Spelling.withoutQuery(baseUrl) + ", insecureSkipVerify="
                + insecureSkipVerify + ", caCertPath="
                + caCertPath + ", clientCertPath=" + clientCertPath + ", serverName=" + serverName + ", bearerToken="
                + bearerToken.map(token -> "***") + ", tokenPath=" + tokenPath
                + ", basicAuthUsername=" + basicAuthUsername + ", basicAuthPassword="
                + basicAuthPassword.map(password -> "***") + ", basicAuthPasswordPath=" + basicAuthPasswordPath + "]";
    }
}
