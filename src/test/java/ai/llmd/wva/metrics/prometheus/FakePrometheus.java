package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.metrics.RawSeries;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** Prometheus' HTTP API on a port of 127.0.0.1: answers each query with those of its series that it selects. */
final class FakePrometheus implements AutoCloseable {
    /** What was asked. */
    record Asked(HttpMethod method, String path, MultiMap headers, MultiMap urlParameters, MultiMap form) {
        String query() {
            return form.contains("query") ? form.get("query") : urlParameters.get("query");
        }
    }

    /** How a query of lengths begins; what else is asked does not depend on the answer. */
    private static final String LENGTHS = "sum by (";

    /** All but lengths. */
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    final List<Asked> askedLengths = new CopyOnWriteArrayList<>();
    private volatile Function<String, JsonArray> lengths = query -> new JsonArray();
    private final HttpServer server;
    private volatile StoredAnswers stored = new StoredAnswers(List.of());
    private volatile Consumer<HttpServerRequest> behaviour;

    private FakePrometheus(Vertx vertx, HttpServerOptions options) {
        this.behaviour = this::answer;
        this.server = vertx.createHttpServer(options.setMaxInitialLineLength(1 << 20))
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1")
                .await();
    }

    static FakePrometheus plain(Vertx vertx) {
        return new FakePrometheus(vertx, new HttpServerOptions());
    }

    static FakePrometheus with(Vertx vertx, HttpServerOptions options) {
        return new FakePrometheus(vertx, options);
    }

    int port() {
        return server.actualPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    void serves(List<RawSeries> series) {
        stored = new StoredAnswers(series);
        behaviour = this::answer;
    }

    /** Answers queries of lengths with these results. */
    void servesLengths(Function<String, JsonArray> results) {
        lengths = results;
    }

    /** Does something else with every request from now on. */
    void behaves(Consumer<HttpServerRequest> other) {
        behaviour = other;
    }

    void answers(int status, String type, String body) {
        behaves(request -> request.response()
                .setStatusCode(status)
                .putHeader("content-type", type)
                .end(body));
    }

    void answer(HttpServerRequest request) {
        var form = request.formAttributes();
        var asked = form.contains("query") ? form : request.params();
        request.response()
                .putHeader("content-type", "application/json")
                .end(stored.of(asked).toBuffer());
    }

    @Override
    public void close() {
        server.close().await();
    }

    private void receive(HttpServerRequest request) {
        request.setExpectMultipart(HttpMethod.POST.equals(request.method()));
        request.endHandler(end -> {
            var one = new Asked(
                    request.method(), request.path(), request.headers(), request.params(), request.formAttributes());
            if (one.query() != null && one.query().startsWith(LENGTHS)) {
                askedLengths.add(one);
                request.response()
                        .putHeader("content-type", "application/json")
                        .end(StoredAnswers.success("vector", lengths.apply(one.query()))
                                .toBuffer());
            } else {
                asked.add(one);
                behaviour.accept(request);
            }
        });
    }
}
