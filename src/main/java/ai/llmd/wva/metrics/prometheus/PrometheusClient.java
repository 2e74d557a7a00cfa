package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.signals.DurationText;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.concurrent.TimeUnit;

/**
 * Connections to one endpoint. One attempt at a query is one POST, or one GET where POST is refused; nothing else is
 * tried again here.
 */
final class PrometheusClient {
    private final Vertx vertx;
    private final CollectorConfiguration options;
    private final PrometheusEndpoint endpoint;
    private final HttpClient http;
    private final Promise<Void> closed = Promise.promise();
    private int users;
    private boolean retired;
    /** Whether POST was refused where GET was not. */
    private volatile boolean getWorks;

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

    /** The answer to a query; fails with a {@link QueryFailure} whose message follows the URL's host. */
    Future<QueryAnswer> query(Query query, Access access) {
        return answer(query, access)
                .compose(answer -> answer.isOk()
                        ? vertx.executeBlocking(
                                () -> QueryAnswer.read(answer.body().getBytes()), false)
                        : Future.failedFuture(answer.refusal(access)))
                .recover(failure ->
                        Future.failedFuture(FailureText.of(failure, access, DurationText.of(options.queryTimeout()))
                                .without(access)));
    }

    /** Asks with the method that worked last, and with the other one where that is refused. */
    private Future<HttpAnswer> answer(Query query, Access access) {
        var get = QueryRequest.of(HttpMethod.GET, query, access);
        var post = QueryRequest.of(HttpMethod.POST, query, access);
        var getFits = get.uriBytes() <= options.maxUrlBytes();
        var startsWithGet = getWorks && getFits;
        var first = startsWithGet ? get : post;
        return send(first, access).compose(answer -> {
            if (!answer.mayRefuseTheMethod()) {
                return Future.succeededFuture(answer);
            }
            if (!getFits) {
                return Future.failedFuture(tooLong(answer, get.uriBytes(), access));
            }
            var second = startsWithGet ? post : get;
            return send(second, access).map(other -> {
                if (!other.mayRefuseTheMethod()) {
                    getWorks = !startsWithGet;
                    return other;
                }
                return other.isForbidden() ? other : answer;
            });
        });
    }

    private QueryFailure tooLong(HttpAnswer refused, int bytes, Access access) {
        return QueryFailure.lasting(refused.refusal(access).getMessage() + "; GET was not tried: its URL would have "
                + bytes + " bytes, more than collector.maxUrlBytes (" + options.maxUrlBytes()
                + "). Allow POST, or raise that limit if every proxy accepts such a URL");
    }

    private Future<HttpAnswer> send(QueryRequest query, Access access) {
        var opened = http.request(query.options(options, access));
        return opened.compose(request -> exchange(request, query.body(), access))
                .timeout(options.queryTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> opened.onSuccess(HttpClientRequest::reset));
    }

    private Future<HttpAnswer> exchange(HttpClientRequest request, Buffer body, Access access) {
        if (endpoint.serverName().isPresent()) {
            // The other name is for TLS only: the Host header stays that of the URL.
            request.authority(HostAndPort.create(endpoint.host(), endpoint.port()));
        }
        var sent = body.length() == 0 ? request.send() : request.send(body);
        return sent.compose(response -> HttpAnswer.of(request, response, access));
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
}
