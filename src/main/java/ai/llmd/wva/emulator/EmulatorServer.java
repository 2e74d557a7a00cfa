package ai.llmd.wva.emulator;

import ai.llmd.wva.config.ProgramVersion;
import ai.llmd.wva.emulator.openai.ApiException;
import ai.llmd.wva.emulator.openai.Endpoint;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.CorsHandler;
import io.vertx.ext.web.handler.HttpException;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that looks like vLLM from outside: OpenAI's API, vLLM's metrics, and latencies from the engine's model
 * instead of a GPU. Stopping it (undeploying) closes the port and gives running requests the grace of the settings.
 */
public final class EmulatorServer extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(EmulatorServer.class);
    private static final long BODY_LIMIT_BYTES = 16L << 20;

    private final EmulatorSettings settings;
    private final MonotonicClock clock;
    private final InstantSource wallClock;

    private long startedSeconds;
    private EngineDriver driver;
    private HttpServer server;

    /** A server on the machine's clocks. */
    public EmulatorServer(EmulatorSettings settings) {
        this(settings, MonotonicClock.startingNow(), InstantSource.system());
    }

    /** A server on clocks of the caller's. */
    public EmulatorServer(EmulatorSettings settings, MonotonicClock clock, InstantSource wallClock) {
        this.settings = settings;
        this.clock = clock;
        this.wallClock = wallClock;
    }

    @Override
    public Future<?> start() {
        startedSeconds = wallClock.instant().getEpochSecond();
        driver = new EngineDriver(vertx, context, clock, settings);
        server = vertx.createHttpServer().requestHandler(router());
        return server.listen(settings.port(), settings.host())
                .onSuccess(listening -> LOG.atInfo()
                        .addKeyValue("host", settings.host())
                        .addKeyValue("port", listening.actualPort())
                        .addKeyValue("model", settings.model())
                        .log("emulator listens"));
    }

    @Override
    public Future<?> stop() {
        return server.shutdown(settings.shutdownGrace()).onComplete(closed -> driver.stop());
    }

    /** The port it listens on, once started. */
    public int port() {
        return server.actualPort();
    }

    private Router router() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(settings.seed());
        var router = Router.router(vertx);
        // as vLLM does unless it is told otherwise, so that a page of any origin may ask
        router.route()
                .handler(CorsHandler.create()
                        .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST))
                        .allowedHeaders(Set.of("authorization", "content-type")));
        for (var endpoint : Endpoint.values()) {
            router.post(endpoint.path())
                    .handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT_BYTES))
                    .handler(new CompletionHandler(endpoint, settings, driver, random, wallClock));
        }
        router.get("/v1/models").handler(this::models);
        router.get("/version").handler(routing -> routing.json(new JsonObject().put("version", ProgramVersion.get())));
        router.get("/health").handler(routing -> routing.response().end());
        router.get("/metrics").handler(this::metrics);
        router.route().failureHandler(EmulatorServer::failed);
        router.errorHandler(404, routing -> answer(routing, ApiException.ofStatus(404, "Not Found")));
        router.errorHandler(405, routing -> answer(routing, ApiException.ofStatus(405, "Method Not Allowed")));
        return router;
    }

    private void models(RoutingContext routing) {
        var models = new JsonArray();
        for (var name : settings.names().all()) {
            models.add(new JsonObject()
                    .put("id", name)
                    .put("object", "model")
                    .put("created", startedSeconds)
                    .put("owned_by", "vllm")
                    .put("root", settings.model())
                    .put("parent", null)
                    .put("max_model_len", settings.limits().longestSequenceTokens()));
        }
        routing.json(new JsonObject().put("object", "list").put("data", models));
    }

    private void metrics(RoutingContext routing) {
        routing.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(driver.metricsText());
    }

    private static void failed(RoutingContext routing) {
        var failure = routing.failure();
        if (failure instanceof ApiException refused) {
            answer(routing, refused);
        } else if (failure instanceof HttpException http) {
            answer(routing, ApiException.ofStatus(http.getStatusCode(), reason(http.getStatusCode())));
        } else if (failure != null) {
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue("path", routing.request().path())
                    .log("request failed");
            answer(routing, ApiException.ofStatus(500, "Internal Server Error"));
        } else {
            answer(routing, ApiException.ofStatus(routing.statusCode(), reason(routing.statusCode())));
        }
    }

    private static String reason(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }

    private static void answer(RoutingContext routing, ApiException refused) {
        if (routing.response().ended() || routing.response().closed()) {
            return;
        }
        routing.response()
                .setStatusCode(refused.status())
                .putHeader("Content-Type", "application/json")
                .end(refused.body().encode());
    }
}
