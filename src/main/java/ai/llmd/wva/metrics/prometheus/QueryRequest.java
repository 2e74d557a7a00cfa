package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.CollectorConfiguration;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

/**
 * One query as one HTTP request: with POST the query is in its body, with GET in its URL.
 *
 * @param uri path and query
 * @param body empty with GET
 */
record QueryRequest(HttpMethod method, String uri, Buffer body) {

    static QueryRequest of(HttpMethod method, Query query, Access access) {
        var form = UrlQuery.encode(query.form().entrySet());
        var path = access.endpoint().prefix() + query.path();
        return method.equals(HttpMethod.GET)
                ? new QueryRequest(method, join(path, access.urlQuery(), form), Buffer.buffer())
                : new QueryRequest(method, join(path, access.urlQuery(), ""), Buffer.buffer(form));
    }

    /** Of ASCII characters only, since it is encoded. */
    int uriBytes() {
        return uri.length();
    }

    RequestOptions options(CollectorConfiguration collector, Access access) {
        var endpoint = access.endpoint();
        var request = new RequestOptions()
                .setMethod(method)
                .setSsl(endpoint.tls())
                .setServer(SocketAddress.inetSocketAddress(endpoint.port(), endpoint.host()))
                .setHost(endpoint.verifiedName())
                .setPort(endpoint.port())
                .setURI(uri)
                .setFollowRedirects(false)
                .setConnectTimeout(collector.queryTimeout().toMillis());
        access.headers().forEach((name, value) -> request.addHeader(name, value.value()));
        if (method.equals(HttpMethod.POST)) {
            request.addHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        request.addHeader(HttpHeaders.ACCEPT, "application/json");
        access.login().authorization().ifPresent(login -> request.addHeader(HttpHeaders.AUTHORIZATION, login));
        return request;
    }

    private static String join(String path, String first, String second) {
        var query = first.isEmpty() || second.isEmpty() ? first + second : first + "&" + second;
        return query.isEmpty() ? path : path + "?" + query;
    }
}
