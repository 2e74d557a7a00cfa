package ai.llmd.wva.serving.metrics;

import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRule;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** GET /metrics: every meter of the process in the Prometheus text format, rendered on a worker. */
public record MetricsPage(PrometheusMeterRegistry registry, AccessRule access) implements RouteModule {
    /** Where it is; also the nonResourceURL that its readers need the right to. */
    public static final String PATH = "/metrics";

    private static final Logger LOG = LoggerFactory.getLogger(MetricsPage.class);
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    @Override
    public List<String> paths() {
        return List.of(PATH);
    }

    @Override
    public void answer(RoutingContext request) {
        var response = request.response();
        request.vertx()
                .executeBlocking(() -> registry.scrape(), false)
                .onSuccess(page -> response.putHeader(HttpHeaders.CONTENT_TYPE, TEXT_FORMAT)
                        .end(page))
                .onFailure(error -> {
                    LOG.atError().setCause(error).log("cannot render metrics");
                    response.setStatusCode(500).end("cannot render metrics: see the log\n");
                });
    }
}
