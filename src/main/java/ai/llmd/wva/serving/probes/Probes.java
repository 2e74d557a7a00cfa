package ai.llmd.wva.serving.probes;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Plain HTTP probes: /healthz says that the process answers, /readyz that it can do its job. They are up before anything
 * else, and a standby is ready too.
 */
public final class Probes {
    private final HttpServer server;

    private Probes(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param ready what must be true to be ready, by name
     */
    public static Future<Probes> start(Vertx vertx, String host, int port, Map<String, BooleanSupplier> ready) {
        var readiness = HealthChecks.create(vertx);
        ready.forEach((name, check) -> readiness.register(
                name, promise -> promise.complete(check.getAsBoolean() ? Status.OK() : Status.KO())));
        var router = Router.router(vertx);
        router.get("/healthz").handler(context -> context.response().end("ok\n"));
        router.get("/readyz").handler(HealthCheckHandler.createWithHealthChecks(readiness));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(port, host)
                .map(Probes::new);
    }

    public int actualPort() {
        return server.actualPort();
    }

    public Future<Void> stop() {
        return server.close();
    }
}
