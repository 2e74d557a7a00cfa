package ai.llmd.wva.serving;

import ai.llmd.wva.serving.auth.AccessHandler;
import ai.llmd.wva.serving.metrics.RequestLabels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import java.util.List;

/** A port that serves route modules, each behind its own access rule. */
public final class HttpPort {
    private static final int NOT_IMPLEMENTED = 501;

    private final HttpServer server;

    private HttpPort(HttpServer server) {
        this.server = server;
    }

    /** Starts to listen. Fails when the port is taken, for example. */
    public static Future<HttpPort> open(Vertx vertx, HttpServerOptions options, List<RouteModule> modules) {
        var router = Router.router(vertx);
        modules.forEach(module -> module.paths()
                .forEach(path -> router.get(path)
                        .handler(new AccessHandler(module.access()))
                        .handler(module::answer)));
        return vertx.createHttpServer(options)
                .requestHandler(request -> {
                    if (RequestLabels.known(request.method())) {
                        router.handle(request);
                    } else {
                        request.response().setStatusCode(NOT_IMPLEMENTED).end();
                    }
                })
                .listen()
                .map(HttpPort::new);
    }

    /** The port that it listens on; for a configured port of 0, the one that the system gave. */
    public int actualPort() {
        return server.actualPort();
    }

    /** Has new connections use another certificate. */
    public Future<Void> use(ServerSSLOptions tls) {
        return server.updateSSLOptions(tls, true).mapEmpty();
    }

    public Future<Void> close() {
        return server.close();
    }
}
