package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.PrometheusSettings;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds what to log in with, reading its file anew each time, so that a rotated one is in force at once. Blocks. */
final class LoginReader {
    private LoginReader() {}

    /**
     * Basic authentication where it is set, else the bearer token.
     *
     * @throws QueryFailure that names the key or the file that is wrong
     */
    static Login read(PrometheusSettings settings) {
        return settings.basicAuthUsername().isPresent()
                ? basic(settings, settings.basicAuthUsername().get())
                : bearer(settings);
    }

    private static Login basic(PrometheusSettings settings, String username) {
        var given = settings.basicAuthPassword();
        if (given.isPresent()) {
            return Login.basic(
                    username, given.get(), "user " + username + " with the password of PROMETHEUS_BASIC_AUTH_PASSWORD");
        }
        var path = settings.basicAuthPasswordPath()
                .orElseThrow(() -> QueryFailure.lasting("PROMETHEUS_BASIC_AUTH_USERNAME needs"
                        + " PROMETHEUS_BASIC_AUTH_PASSWORD or PROMETHEUS_BASIC_AUTH_PASSWORD_PATH beside it"));
        // only the line break goes: a space may be part of a password
        var password = SettingFiles.content("PROMETHEUS_BASIC_AUTH_PASSWORD_PATH", path)
                .replaceAll("[\r\n]+$", "");
        return Login.basic(
                username,
                notEmpty(password, "PROMETHEUS_BASIC_AUTH_PASSWORD_PATH", path),
                "user " + username + " with the password of file " + path);
    }

    private static Login bearer(PrometheusSettings settings) {
        var given = settings.bearerToken().map(String::strip).filter(token -> !token.isEmpty());
        if (given.isPresent()) {
            return Login.bearer(given.get(), "the token of PROMETHEUS_BEARER_TOKEN");
        }
        if (settings.tokenPath().isEmpty()) {
            return Login.none("no token (PROMETHEUS_BEARER_TOKEN and PROMETHEUS_TOKEN_PATH are not set)");
        }
        var path = settings.tokenPath().get();
        // outside of a pod there is none, which is fine
        if (path.equals(PrometheusSettings.SERVICE_ACCOUNT_TOKEN) && !Files.exists(Path.of(path))) {
            return Login.none("no token (there is no " + path + ")");
        }
        var token = SettingFiles.content("PROMETHEUS_TOKEN_PATH", path).strip();
        return Login.bearer(notEmpty(token, "PROMETHEUS_TOKEN_PATH", path), "the token of file " + path);
    }

    private static String notEmpty(String content, String key, String path) {
        if (content.isEmpty()) {
            throw QueryFailure.lasting("the file " + path + " (" + key + ") is empty");
        }
        return content;
    }
}
