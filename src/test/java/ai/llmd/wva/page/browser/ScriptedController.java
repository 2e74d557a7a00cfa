package ai.llmd.wva.page.browser;

import ai.llmd.wva.fixture.Futures;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Serves the page's files, and an API that says what a test wants it to say. */
final class ScriptedController implements AutoCloseable {
    private static final String CSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, JsonObject> rows = new TreeMap<>();
    private final Set<HttpServerRequest> streams = ConcurrentHashMap.newKeySet();
    private final List<JsonObject> plans = new CopyOnWriteArrayList<>();
    private final AtomicLong events = new AtomicLong();
    private final HttpServer server;
    private volatile JsonObject controller;
    private volatile boolean silent;
    private volatile int refusal;
    private volatile JsonObject planned = new JsonObject();
    private volatile int plannedStatus = 200;

    private ScriptedController(JsonObject controller, List<JsonObject> rows) {
        this.controller = controller;
        rows.forEach(row -> this.rows.put(SampleFleet.key(row), row));
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0).setCompressionSupported(true))
                .requestHandler(this::handle);
    }

    static ScriptedController start(JsonObject controller, List<JsonObject> rows) throws Exception {
        var scripted = new ScriptedController(controller, rows);
        Futures.await(scripted.server.listen());
        return scripted;
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/";
    }

    /** What was asked of the planner. */
    List<JsonObject> plans() {
        return List.copyOf(plans);
    }

    /** What the planner answers from now on. */
    void plans(int status, JsonObject answer) {
        plannedStatus = status;
        planned = answer;
    }

    /** Streams are opened, and nothing is said on them. */
    void keepSilent() {
        silent = true;
    }

    /** Ends every stream, and refuses new ones with this status; 0 accepts them again. */
    void refuse(int status) {
        refusal = status;
        var open = List.copyOf(streams);
        streams.clear();
        vertx.runOnContext(go -> open.forEach(stream -> stream.connection().close()));
    }

    int streams() {
        return streams.size();
    }

    void become(JsonObject other) {
        controller = other;
    }

    /** Rows that changed, or are new, and the keys of those that are gone. */
    void change(List<JsonObject> changed, List<String> removed) {
        var message = new JsonObject();
        synchronized (rows) {
            changed.forEach(row -> rows.put(SampleFleet.key(row), row));
            removed.forEach(rows::remove);
            message.put("controller", controller)
                    .put("totals", SampleAnswers.totals(List.copyOf(rows.values())))
                    .put("variants", new JsonArray(changed))
                    .put("removed", new JsonArray(removed));
        }
        say("change", message);
    }

    void say(String event, JsonObject data) {
        var text = "id: " + events.incrementAndGet() + "\nevent: " + event + "\ndata: " + data.encode() + "\n\n";
        vertx.runOnContext(go -> streams.forEach(stream -> stream.response().write(text)));
    }

    private JsonObject fleet() {
        synchronized (rows) {
            var all = List.copyOf(rows.values());
            return new JsonObject()
                    .put("controller", controller)
                    .put("totals", SampleAnswers.totals(all))
                    .put("variants", new JsonArray(all));
        }
    }

    private void handle(HttpServerRequest request) {
        var path = request.path();
        if (path.equals("/api/v1/events")) {
            stream(request);
        } else if (path.equals("/api/v1/fleet")) {
            json(request, 200, fleet());
        } else if (path.equals("/api/v1/decisions")) {
            json(request, 200, decisions(Integer.parseInt(request.getParam("limit", "100"))));
        } else if (path.equals("/api/v1/plan")) {
            request.body().onSuccess(body -> {
                plans.add(body.toJsonObject());
                json(request, plannedStatus, planned);
            });
        } else if (path.startsWith("/api/v1/variants/")) {
            variant(request, path.substring("/api/v1/variants/".length()));
        } else {
            file(request, path.equals("/") ? "index.html" : path.substring(1));
        }
    }

    private void stream(HttpServerRequest request) {
        var response = request.response();
        if (refusal != 0) {
            var problem =
                    new JsonObject().put("title", "Too many").put("detail", "64 streams are open, the most there are");
            json(request, refusal, problem);
            return;
        }
        response.setChunked(true).putHeader("Content-Type", "text/event-stream").putHeader("Cache-Control", "no-store");
        response.putHeader("Content-Encoding", "identity");
        streams.add(request);
        response.closeHandler(gone -> streams.remove(request));
        if (!silent) {
            response.write("id: 0\nevent: fleet\ndata: " + fleet().encode() + "\n\n");
        } else {
            response.write(": silent\n\n");
        }
    }

    private JsonObject decisions(int limit) {
        var all = new ArrayList<JsonObject>();
        synchronized (rows) {
            for (var row : rows.values()) {
                var now = Instant.parse(controller.getString("now"));
                all.addAll(SampleAnswers.decisions(row, new SampleHistory(row, now)));
            }
        }
        all.sort((a, b) -> Long.compare(a.getLong("id"), b.getLong("id")));
        return new JsonObject()
                .put("decisions", new JsonArray(all.subList(Math.max(0, all.size() - limit), all.size())));
    }

    private void variant(HttpServerRequest request, String key) {
        JsonObject row;
        synchronized (rows) {
            row = rows.get(key);
        }
        if (row == null) {
            json(request, 404, new JsonObject().put("title", "Not Found").put("detail", "no variant " + key));
        } else {
            json(request, 200, SampleAnswers.variant(row, Instant.parse(controller.getString("now"))));
        }
    }

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        var type = status < 400 ? "application/json" : "application/problem+json";
        request.response().setStatusCode(status).putHeader("Content-Type", type).end(body.encode());
    }

    private static void file(HttpServerRequest request, String name) {
        var type = name.endsWith(".js")
                ? "text/javascript; charset=utf-8"
                : name.endsWith(".css")
                        ? "text/css"
                        : name.endsWith(".svg") ? "image/svg+xml" : "text/html; charset=utf-8";
        var bytes = PageFiles.read(name);
        if (bytes.isEmpty()) {
            request.response().setStatusCode(404).end();
            return;
        }
        request.response()
                .putHeader("Content-Type", type)
                .putHeader("Content-Security-Policy", CSP)
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(Buffer.buffer(bytes.get()));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
