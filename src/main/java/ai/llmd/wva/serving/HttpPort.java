package ai.llmd.wva.serving;

import ai.llmd.wva.serving.auth.AccessHandler;
import ai.llmd.wva.serving.limits.ConnectionGuard;
import ai.llmd.wva.serving.limits.ConnectionLimits;
import ai.llmd.wva.serving.limits.GuardedTransport;
import ai.llmd.wva.serving.metrics.RequestLabels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A port that serves route modules, each behind its own access rule, to a limited number of connections. */
public final class HttpPort {
    private static final int NOT_IMPLEMENTED = 501;
    private static final int MAX_REQUEST_LINE_BYTES = 4096;
    private static final int RECEIVE_BUFFER_BYTES = 16 * 1024;
    private static final long LONGEST_SWEEP_MILLIS = 1000;
    private static final int SWEEPS_PER_TIMEOUT = 4;

    private final Vertx vertx;
    private final HttpServer server;
    private volatile ConnectionGuard guard;
    private long sweeping;

    private HttpPort(Vertx vertx, HttpServerOptions options, ConnectionLimits limits, List<RouteModule> modules) {
        this.vertx = vertx;
        this.guard = new ConnectionGuard(limits, System::nanoTime);
        var router = router(modules);
        this.server = vertx.createHttpServer(limited(options, limits))
                .connectionHandler(this::connected)
                .requestHandler(request -> route(router, request));
    }

    /** Starts to listen. Fails when the port is taken, for example. */
    public static Future<HttpPort> open(
            Vertx vertx, HttpServerOptions options, ConnectionLimits limits, List<RouteModule> modules) {
        return new HttpPort(vertx, options, limits, modules).listen();
    }

    private Future<HttpPort> listen() {
        return server.listen().map(listening -> {
            GuardedTransport.of(vertx).ifPresent(gate -> guard = gate.guard(server.actualPort(), guard));
            sweeping = vertx.setPeriodic(sweepMillis(guard.limits().requestTimeout()), tick -> guard.sweep());
            return this;
        });
    }

    private Router router(List<RouteModule> modules) {
        var router = Router.router(vertx);
        router.route().handler(this::follow);
        modules.forEach(module -> module.paths()
                .forEach(path -> router.route(module.method(), path)
                        .handler(new AccessHandler(module.access(), module::refuse))
                        .handler(module::answer)));
        return router;
    }

    private static void route(Router router, HttpServerRequest request) {
        if (RequestLabels.known(request.method())) {
            router.handle(request);
        } else {
            request.response().setStatusCode(NOT_IMPLEMENTED).end();
        }
    }

    /** The limits that Vert.x keeps itself. */
    private static HttpServerOptions limited(HttpServerOptions options, ConnectionLimits limits) {
        return new HttpServerOptions(options)
                .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
                .setReceiveBufferSize(RECEIVE_BUFFER_BYTES)
                .setSslHandshakeTimeout(limits.requestTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    private static long sweepMillis(Duration requestTimeout) {
        return Math.max(1, Math.min(LONGEST_SWEEP_MILLIS, requestTimeout.toMillis() / SWEEPS_PER_TIMEOUT));
    }

    /** Counted at the gate already, unless the Vertx has none. */
    private void connected(HttpConnection connection) {
        var peer = peer(connection);
        if (!guard.admit(peer, connection::close)) {
            connection.close();
        }
        connection.closeHandler(closed -> guard.gone(peer));
    }

    private void follow(RoutingContext request) {
        var peer = peer(request.request().connection());
        guard.began(peer);
        request.addEndHandler(answered -> guard.ended(peer));
        request.next();
    }

    private static ConnectionGuard.Peer peer(HttpConnection connection) {
        var address = connection.remoteAddress();
        return new ConnectionGuard.Peer(address.hostAddress(), address.port());
    }

    /** The port that it listens on; for a configured port of 0, the one that the system gave. */
    public int actualPort() {
        return server.actualPort();
    }

    /** How many connections are open. */
    public int connections() {
        return guard.size();
    }

    /** Has new connections use another certificate. */
    public Future<Void> use(ServerSSLOptions tls) {
        return server.updateSSLOptions(tls, true).mapEmpty();
    }

    public Future<Void> close() {
        vertx.cancelTimer(sweeping);
        GuardedTransport.of(vertx).ifPresent(gate -> gate.release(server.actualPort()));
        return server.close();
    }
}
