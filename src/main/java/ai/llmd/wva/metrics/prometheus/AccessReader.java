package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.PrometheusSettings;
import ai.llmd.wva.metrics.prometheus.PrometheusEndpoint.PemFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns settings into an endpoint, reading its files anew each time, so that a rotated one is in force at once. Blocks.
 */
final class AccessReader {
    /** Where Kubernetes puts a pod's own token; outside of a pod there is none, which is fine. */
    static final String SERVICE_ACCOUNT_TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount/token";

    private AccessReader() {}

    /**
     * Reads URL and files.
     *
     * @throws QueryFailure that names the key or the file that is wrong
     */
    static Access read(PrometheusSettings settings, boolean allowPlainHttp) {
        var url = url(settings.baseUrl());
        var tls = "https".equals(url.getScheme().toLowerCase(Locale.ROOT));
        if (!tls && !allowPlainHttp) {
            throw QueryFailure.lasting(
                    "PROMETHEUS_BASE_URL " + url + " is not encrypted: use an https:// URL, or allow it"
                            + " with collector.allowPlainHttp in the configuration file");
        }
        var port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        var path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
        var certificate = settings.clientCertPath().map(file -> certificates("PROMETHEUS_CLIENT_CERT_PATH", file));
        var key = settings.clientKeyPath().map(file -> privateKey("PROMETHEUS_CLIENT_KEY_PATH", file));
        if (certificate.isPresent() != key.isPresent()) {
            throw QueryFailure.lasting("PROMETHEUS_CLIENT_CERT_PATH and PROMETHEUS_CLIENT_KEY_PATH need each other:"
                    + " only one of them is set");
        }
        var ca = settings.caCertPath().map(file -> certificates("PROMETHEUS_CA_CERT_PATH", file));
        var endpoint = new PrometheusEndpoint(
                tls,
                withoutBrackets(url.getHost()),
                port,
                path,
                settings.insecureSkipVerify(),
                settings.serverName(),
                ca,
                certificate,
                key);
        return withToken(endpoint, settings);
    }

    /** The host of the URL for messages; empty if it has none. */
    static String hostOf(PrometheusSettings settings) {
        try {
            var host = new URI(settings.baseUrl().strip()).getHost();
            return host == null ? "" : host;
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static URI url(String baseUrl) {
        try {
            var url = new URI(baseUrl.strip());
            var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if ((!scheme.equals("https") && !scheme.equals("http")) || url.getHost() == null) {
                throw QueryFailure.lasting("PROMETHEUS_BASE_URL must be like https://host:9090, was "
                        + (url.getRawUserInfo() == null ? baseUrl : "one with a user in it"));
            }
            if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
                throw QueryFailure.lasting("PROMETHEUS_BASE_URL must have neither user, query nor fragment;"
                        + " the host of this one is " + url.getHost());
            }
            return url;
        } catch (URISyntaxException e) {
            throw QueryFailure.lasting("PROMETHEUS_BASE_URL is not a URL: " + e.getReason());
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static Access withToken(PrometheusEndpoint endpoint, PrometheusSettings settings) {
        var given = settings.bearerToken().map(String::strip).filter(token -> !token.isEmpty());
        if (given.isPresent()) {
            return new Access(endpoint, given, "the token of PROMETHEUS_BEARER_TOKEN");
        }
        if (settings.tokenPath().isEmpty()) {
            return new Access(
                    endpoint,
                    Optional.empty(),
                    "no token (PROMETHEUS_BEARER_TOKEN and PROMETHEUS_TOKEN_PATH are not set)");
        }
        var path = settings.tokenPath().get();
        if (path.equals(SERVICE_ACCOUNT_TOKEN) && !Files.exists(Path.of(path))) {
            return new Access(endpoint, Optional.empty(), "no token (there is no " + path + ")");
        }
        var token = content("PROMETHEUS_TOKEN_PATH", path).strip();
        if (token.isEmpty()) {
            throw QueryFailure.lasting("the file " + path + " (PROMETHEUS_TOKEN_PATH) is empty");
        }
        return new Access(endpoint, Optional.of(token), "the token of file " + path);
    }

    private static PemFile certificates(String key, String path) {
        var content = content(key, path);
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
            if (found.isEmpty()) {
                throw QueryFailure.lasting("the file " + path + " (" + key + ") has no PEM certificate in it");
            }
            return new PemFile(path, content);
        } catch (CertificateException e) {
            throw QueryFailure.lasting(
                    "the file " + path + " (" + key + ") has no readable PEM certificate in it: " + e.getMessage());
        }
    }

    private static PemFile privateKey(String key, String path) {
        var content = content(key, path);
        if (!content.contains("PRIVATE KEY-----")) {
            throw QueryFailure.lasting("the file " + path + " (" + key + ") has no PEM private key in it");
        }
        return new PemFile(path, content);
    }

    private static String content(String key, String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (NoSuchFileException e) {
            throw QueryFailure.lasting("the file " + path + " (" + key + ") does not exist");
        } catch (IOException | InvalidPathException e) {
            throw QueryFailure.lasting("the file " + path + " (" + key + ") cannot be read: " + e);
        }
    }
}
