package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.metrics.DurationText;
import ai.llmd.wva.metrics.Series;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Connections to one endpoint. One attempt at a query is one POST; nothing is retried here. */
final class PrometheusClient {
    /** Of one answer, decompressed. */
    private static final int MAX_ANSWER_BYTES = 64 << 20;

    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final Vertx vertx;
    private final CollectorConfiguration options;
    private final PrometheusEndpoint endpoint;
    private final HttpClient http;
    private final Promise<Void> closed = Promise.promise();
    private int users;
    private boolean retired;

    PrometheusClient(Vertx vertx, CollectorConfiguration options, PrometheusEndpoint endpoint) {
        this.vertx = vertx;
        this.options = options;
        this.endpoint = endpoint;
        this.http = vertx.createHttpClient(
                httpOptions(options, endpoint), new PoolOptions().setHttp1MaxSize(options.poolSize()));
    }

    PrometheusEndpoint endpoint() {
        return endpoint;
    }

    /** Keeps the connections open until the matching {@link #release}. */
    synchronized void use() {
        users++;
    }

    synchronized void release() {
        users--;
        closeIfUnused();
    }

    /** Closes once nobody uses it. */
    synchronized Future<Void> retire() {
        retired = true;
        closeIfUnused();
        return closed.future();
    }

    private void closeIfUnused() {
        if (retired && users == 0) {
            http.close().onComplete(closed);
        }
    }

    /** The series that answer a query; fails with a {@link QueryFailure} whose message follows the URL's host. */
    Future<List<Series>> query(Query query, Access access) {
        var body = encode(query.form());
        var opened = http.request(requestOptions(query.path(), access));
        return opened.compose(request -> exchange(request, body))
                .timeout(options.queryTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> opened.onSuccess(HttpClientRequest::reset))
                .compose(received -> received.status() == OK
                        ? vertx.executeBlocking(
                                () -> QueryAnswer.read(received.body().getBytes()), false)
                        : Future.failedFuture(refusal(received, access)))
                .recover(failure ->
                        Future.failedFuture(FailureText.of(failure, access, DurationText.of(options.queryTimeout()))
                                .without(access)));
    }

    private record Received(int status, Buffer body) {}

    private Future<Received> exchange(HttpClientRequest request, Buffer body) {
        if (endpoint.serverName().isPresent()) {
            // The other name is for TLS only: the Host header stays that of the URL.
            request.authority(HostAndPort.create(endpoint.host(), endpoint.port()));
        }
        return request.send(body)
                .compose(response -> bodyOf(request, response)
                        .map(whole -> new Received(response.statusCode(), checkedType(response, whole))));
    }

    private Future<Buffer> bodyOf(HttpClientRequest request, HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        var collected = Buffer.buffer();
        response.handler(chunk -> {
            if (collected.length() + (long) chunk.length() > MAX_ANSWER_BYTES) {
                whole.tryFail(QueryFailure.lasting("answered with more than " + MAX_ANSWER_BYTES + " bytes"));
                request.reset();
            } else {
                collected.appendBuffer(chunk);
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(collected));
        return whole.future();
    }

    private static Buffer checkedType(HttpClientResponse response, Buffer body) {
        var type = response.getHeader(HttpHeaders.CONTENT_TYPE);
        if (response.statusCode() == OK && (type == null || !type.contains("json"))) {
            throw QueryFailure.lasting("answered with " + (type == null ? "no content type" : type)
                    + " instead of JSON, as if it were not Prometheus: " + QueryFailure.beginning(body.getBytes()));
        }
        if (response.statusCode() >= 300 && response.statusCode() < 400) {
            throw QueryFailure.lasting("answered " + response.statusCode() + ", redirecting to "
                    + response.getHeader(HttpHeaders.LOCATION) + ": PROMETHEUS_BASE_URL is not Prometheus itself");
        }
        return body;
    }

    private static QueryFailure refusal(Received received, Access access) {
        var status = received.status();
        var said = QueryAnswer.errorText(received.body().getBytes());
        if (status == 401 || status == 403) {
            return QueryFailure.lasting("answered " + status + " to " + access.tokenSource() + ": " + said);
        }
        var message = "answered " + status + ": " + said;
        return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS
                ? QueryFailure.passing(message)
                : QueryFailure.lasting(message);
    }

    private RequestOptions requestOptions(String path, Access access) {
        var request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(endpoint.tls())
                .setServer(SocketAddress.inetSocketAddress(endpoint.port(), endpoint.host()))
                .setHost(endpoint.verifiedName())
                .setPort(endpoint.port())
                .setURI(endpoint.prefix() + path)
                .setFollowRedirects(false)
                .setConnectTimeout(options.queryTimeout().toMillis())
                .addHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded")
                .addHeader(HttpHeaders.ACCEPT, "application/json");
        access.token().ifPresent(token -> request.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token));
        return request;
    }

    private static HttpClientOptions httpOptions(CollectorConfiguration options, PrometheusEndpoint endpoint) {
        var http = new HttpClientOptions()
                .setDecompressionSupported(true)
                .setConnectTimeout((int) options.queryTimeout().toMillis())
                .setSsl(endpoint.tls())
                .setTrustAll(endpoint.insecureSkipVerify())
                .setVerifyHost(!endpoint.insecureSkipVerify());
        endpoint.ca()
                .ifPresent(ca -> http.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(ca.content()))));
        endpoint.clientCertificate()
                .ifPresent(certificate -> http.setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(certificate.content()))
                        .addKeyValue(
                                Buffer.buffer(endpoint.clientKey().orElseThrow().content()))));
        return http;
    }

    private static Buffer encode(Map<String, String> form) {
        var encoder = new QueryStringEncoder("");
        form.forEach(encoder::addParam);
        return Buffer.buffer(encoder.toString().substring(1));
    }
}
