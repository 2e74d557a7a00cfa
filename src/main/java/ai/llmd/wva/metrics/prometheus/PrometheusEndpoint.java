package ai.llmd.wva.metrics.prometheus;

import java.util.Optional;

/**
 * Where Prometheus is and how to trust it, with the content of all files. Two equal ones can share connections.
 *
 * @param host of the URL, without brackets
 * @param prefix path before {@code /api}, without a slash at its end
 * @param serverName the name to verify instead of the host
 */
record PrometheusEndpoint(
        boolean tls,
        String host,
        int port,
        String prefix,
        boolean insecureSkipVerify,
        Optional<String> serverName,
        Optional<PemFile> ca,
        Optional<PemFile> clientCertificate,
        Optional<PemFile> clientKey) {

    /** A PEM file's path and content. */
    record PemFile(String path, String content) {
        /** Never shows a key. */
        @Override
        public String toString() {
            return path;
        }
    }

    /** The name that the server's certificate must have. */
    String verifiedName() {
        return serverName.orElse(host);
    }
}
