package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.config.QueryParameters;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.net.URI;
import java.util.Map;

/** What goes into the query of every request's URL: the parameters of the base URL and those of the configuration. */
final class UrlQuery {
    private UrlQuery() {}

    /**
     * The encoded parameters, joined.
     *
     * @throws QueryFailure if one is in the URL and in the configuration
     */
    static String of(URI baseUrl, CollectorConfiguration options) {
        for (var name : QueryParameters.names(baseUrl.getRawQuery())) {
            if (options.queryParameters().containsKey(name)) {
                throw QueryFailure.lasting("the parameter " + name
                        + " is in PROMETHEUS_BASE_URL and in collector.queryParameters: set it only once");
            }
        }
        var more = encode(options.queryParameters().entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().value()))
                .toList());
        var own = baseUrl.getRawQuery() == null ? "" : baseUrl.getRawQuery();
        return own.isEmpty() || more.isEmpty() ? own + more : own + "&" + more;
    }

    /** Names and values as they are in a URL's query or in a form. */
    static String encode(Iterable<Map.Entry<String, String>> parameters) {
        var encoder = new QueryStringEncoder("");
        parameters.forEach(parameter -> encoder.addParam(parameter.getKey(), parameter.getValue()));
        var encoded = encoder.toString();
        return encoded.isEmpty() ? "" : encoded.substring(1);
    }
}
