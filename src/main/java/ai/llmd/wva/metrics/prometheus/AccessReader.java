package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.config.PrometheusSettings;
import ai.llmd.wva.config.Spelling;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Turns settings into an endpoint, reading its files anew each time, so that a rotated one is in force at once. Blocks.
 */
final class AccessReader {
    private AccessReader() {}

    /**
     * Reads URL and files.
     *
     * @throws QueryFailure that names the key or the file that is wrong
     */
    static Access read(PrometheusSettings settings, CollectorConfiguration options) {
        var url = url(settings.baseUrl());
        var tls = "https".equals(url.getScheme().toLowerCase(Locale.ROOT));
        if (!tls && !options.allowPlainHttp()) {
            throw QueryFailure.lasting("PROMETHEUS_BASE_URL " + Spelling.withoutQuery(url.toString())
                    + " is not encrypted: use an https:// URL, or allow it"
                    + " with collector.allowPlainHttp in the configuration file");
        }
        var port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        var path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
        var certificate =
                settings.clientCertPath().map(file -> SettingFiles.certificates("PROMETHEUS_CLIENT_CERT_PATH", file));
        var key = settings.clientKeyPath().map(file -> SettingFiles.privateKey("PROMETHEUS_CLIENT_KEY_PATH", file));
        if (certificate.isPresent() != key.isPresent()) {
            throw QueryFailure.lasting(
                    "PROMETHEUS_CLIENT_CERT_PATH and PROMETHEUS_CLIENT_KEY_PATH must be set together: only one of"
                            + " them is set");
        }
        var ca = settings.caCertPath().map(file -> SettingFiles.certificates("PROMETHEUS_CA_CERT_PATH", file));
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
        var urlQuery = UrlQuery.of(url, options);
        return new Access(
                endpoint,
                LoginReader.read(settings),
                urlQuery,
                options.headers(),
                RequestSecrets.of(urlQuery, options.headers()));
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
                        + (url.getRawUserInfo() == null ? Spelling.withoutQuery(baseUrl) : "one with a user in it"));
            }
            if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
                throw QueryFailure.lasting("PROMETHEUS_BASE_URL must have neither user nor fragment;"
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
}
