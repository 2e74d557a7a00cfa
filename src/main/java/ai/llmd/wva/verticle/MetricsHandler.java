package ai.llmd.wva.verticle;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers GET /metrics to those whom the gate lets in; reviews and rendering run on a worker. */
final class MetricsHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsHandler.class);
    private static final String SCHEME = "bearer ";
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final MetricsGate gate;
    private final PrometheusMeterRegistry registry;
    private final WorkerExecutor workers;

    private record Page(MetricsGate.Answer answer, String body) {}

    MetricsHandler(MetricsGate gate, PrometheusMeterRegistry registry, WorkerExecutor workers) {
        this.gate = gate;
        this.registry = registry;
        this.workers = workers;
    }

    @Override
    public void handle(RoutingContext context) {
        var token = bearerToken(context.request().getHeader(HttpHeaders.AUTHORIZATION));
        page(token).onSuccess(page -> answer(context.response(), page)).onFailure(error -> {
            LOG.atError().setCause(error).log("cannot render metrics");
            context.response().setStatusCode(500).end("cannot render metrics: see the log\n");
        });
    }

    private Future<Page> page(Optional<String> token) {
        return workers.executeBlocking(
                () -> {
                    var answer = gate == MetricsGate.OPEN
                            ? MetricsGate.Answer.GRANTED
                            : token.map(gate::check).orElse(MetricsGate.Answer.UNAUTHENTICATED);
                    return new Page(answer, answer == MetricsGate.Answer.GRANTED ? registry.scrape() : "");
                },
                false);
    }

    private static void answer(HttpServerResponse response, Page page) {
        switch (page.answer()) {
            case GRANTED ->
                response.putHeader(HttpHeaders.CONTENT_TYPE, TEXT_FORMAT).end(page.body());
            case UNAUTHENTICATED ->
                response.setStatusCode(401)
                        .putHeader("WWW-Authenticate", "Bearer realm=\"metrics\"")
                        .end("a bearer token that the cluster knows is needed\n");
            case FORBIDDEN ->
                response.setStatusCode(403).end("the token's bearer may not get the nonResourceURL /metrics\n");
            case UNAVAILABLE ->
                response.setStatusCode(503)
                        .putHeader("Retry-After", "10")
                        .end("the API server does not answer, so the token cannot be reviewed\n");
        }
    }

    static Optional<String> bearerToken(String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        return Optional.of(header.substring(SCHEME.length()).strip()).filter(token -> !token.isEmpty());
    }
}
