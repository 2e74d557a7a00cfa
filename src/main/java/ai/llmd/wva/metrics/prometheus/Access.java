package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.HiddenText;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * An endpoint and what to show there.
 *
 * @param urlQuery parameters of every request's URL, encoded and joined by {@code &}; may be empty
 * @param headers of every request besides those that follow from it
 * @param secrets what must not be shown of {@code urlQuery} and {@code headers}
 */
record Access(
        PrometheusEndpoint endpoint,
        Login login,
        String urlQuery,
        SortedMap<String, HiddenText> headers,
        List<String> secrets) {

    /** A text that somebody else wrote, with every secret, should it be there, made illegible. */
    String withoutSecrets(String text) {
        // a longer one may have a shorter one in it
        var longestFirst = Stream.concat(login.secrets().stream(), secrets.stream())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        var shown = text;
        for (var secret : longestFirst) {
            shown = shown.replace(secret, "***");
        }
        return shown;
    }

    /** Never shows a secret. */
    @Override
    public String toString() {
        return "Access[" + endpoint + ", " + login + "]";
    }
}
