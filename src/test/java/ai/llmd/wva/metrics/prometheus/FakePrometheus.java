package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.metrics.Series;
import ai.llmd.wva.metrics.SeriesTag;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Prometheus' HTTP API on a port of 127.0.0.1: answers each query with those of its series that the query has tags of.
 */
final class FakePrometheus implements AutoCloseable {
    /** What was asked. */
    record Asked(HttpMethod method, String path, MultiMap headers, MultiMap urlParameters, MultiMap form) {
        String query() {
            return form.contains("query") ? form.get("query") : urlParameters.get("query");
        }
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile List<Series> series = List.of();
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

    void serves(List<Series> answers) {
        series = List.copyOf(answers);
        behaviour = this::answer;
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
        request.response().putHeader("content-type", "application/json").end(json(queryOf(request)));
    }

    @Override
    public void close() {
        server.close().await();
    }

    private void receive(HttpServerRequest request) {
        request.setExpectMultipart(request.method().equals(HttpMethod.POST));
        request.endHandler(end -> {
            asked.add(new Asked(
                    request.method(), request.path(), request.headers(), request.params(), request.formAttributes()));
            behaviour.accept(request);
        });
    }

    private static String queryOf(HttpServerRequest request) {
        var inBody = request.getFormAttribute("query");
        return inBody == null ? request.getParam("query") : inBody;
    }

    private Buffer json(String query) {
        var tags = Arrays.stream(SeriesTag.values())
                .filter(part -> query.contains("\"" + part.name() + "\""))
                .toList();
        var type = query.contains(SeriesTag.FINISHED.name()) ? "matrix" : "vector";
        return Buffer.buffer("{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":["
                + series.stream()
                        .filter(one ->
                                tags.contains(one.part()) && !one.points().isEmpty())
                        .map(one -> json(one, type))
                        .collect(Collectors.joining(","))
                + "]}}");
    }

    private static String json(Series one, String type) {
        var points = one.points().stream()
                .map(point -> "[" + point.atMillis() / 1000.0 + ",\"" + point.value() + "\"]")
                .toList();
        return "{\"metric\":{\"model_name\":" + quoted(one.key().model()) + ",\"namespace\":"
                + quoted(one.key().namespace()) + ",\"pod\":" + quoted(one.key().pod()) + ",\"wva_series\":\""
                + one.part().name() + "\"},"
                + (type.equals("matrix")
                        ? "\"values\":[" + String.join(",", points) + "]"
                        : "\"value\":" + points.get(points.size() - 1))
                + "}";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
