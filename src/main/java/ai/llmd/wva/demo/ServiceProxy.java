package ai.llmd.wva.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A stand-in for the Service: sends each request to the next replica in turn, passes the answer on as it comes, and
 * times it.
 */
final class ServiceProxy {
    private static final int MAX_CONNECTIONS = 1_000;
    private static final int UNAVAILABLE = 503;
    private static final int BAD_GATEWAY = 502;

    private final Supplier<List<EmulatedPod>> replicas;
    private final RequestLog log;
    private final LongSupplier nanoClock;
    private final HttpClient client;
    private final HttpServer server;
    private int turn;

    private ServiceProxy(Vertx vertx, Supplier<List<EmulatedPod>> replicas, RequestLog log, LongSupplier nanoClock) {
        this.replicas = replicas;
        this.log = log;
        this.nanoClock = nanoClock;
        // one connection a request: a replica that stops must not meet an idle one
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false), new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
        this.server = vertx.createHttpServer().requestHandler(this::handle);
    }

    /** Starts on a free port of the loopback address. */
    static Future<ServiceProxy> start(
            Vertx vertx, Supplier<List<EmulatedPod>> replicas, RequestLog log, LongSupplier nanoClock) {
        var proxy = new ServiceProxy(vertx, replicas, log, nanoClock);
        return proxy.server.listen(0, EmulatedPod.HOST).map(proxy);
    }

    int port() {
        return server.actualPort();
    }

    Future<Void> stop() {
        return server.close().eventually(client::close);
    }

    private void handle(HttpServerRequest request) {
        var now = replicas.get();
        if (now.isEmpty()) {
            fail(request, UNAVAILABLE);
            return;
        }
        var stopwatch = new AnswerStopwatch(nanoClock);
        var replica = now.get(Math.floorMod(turn++, now.size()));
        var options = new RequestOptions()
                .setMethod(request.method())
                .setHost(EmulatedPod.HOST)
                .setPort(replica.port())
                .setURI(request.uri());
        request.body()
                .compose(body -> client.request(options).compose(sent -> {
                    request.response().closeHandler(gone -> sent.reset());
                    sent.putHeader("Content-Type", "application/json");
                    return sent.send(body);
                }))
                .onSuccess(answer -> pass(answer, request, stopwatch))
                .onFailure(error -> fail(request, BAD_GATEWAY));
    }

    private void pass(HttpClientResponse answer, HttpServerRequest request, AnswerStopwatch stopwatch) {
        var response = request.response().setStatusCode(answer.statusCode()).setChunked(true);
        response.putHeader("Content-Type", answer.headers().get("Content-Type"));
        answer.handler(bytes -> {
            stopwatch.received(bytes);
            response.write(bytes);
        });
        answer.exceptionHandler(error -> {
            log.failed();
            request.connection().close();
        });
        answer.endHandler(end -> {
            if (answer.statusCode() == 200) {
                log.answered(stopwatch.answer());
            } else {
                log.failed();
            }
            response.end();
        });
    }

    private void fail(HttpServerRequest request, int status) {
        log.failed();
        if (!request.response().headWritten()) {
            request.response().setStatusCode(status).end(Buffer.buffer("no replica answers\n"));
        }
    }
}
