package ai.llmd.wva.serving.probes;

import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRule;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** GET /readyz: whether the process can do its job, and if not, what is missing. A standby is ready too. */
final class Readiness implements RouteModule {
    private final Handler<RoutingContext> checks;

    /** What must be true, by name; asked on the event loop for each request, so it must be quick. */
    Readiness(Vertx vertx, Map<String, BooleanSupplier> conditions) {
        var readiness = HealthChecks.create(vertx);
        conditions.forEach((name, condition) -> readiness.register(
                name, promise -> promise.complete(condition.getAsBoolean() ? Status.OK() : Status.KO())));
        this.checks = HealthCheckHandler.createWithHealthChecks(readiness);
    }

    @Override
    public List<String> paths() {
        return List.of("/readyz");
    }

    @Override
    public AccessRule access() {
        return AccessRule.open();
    }

    @Override
    public void answer(RoutingContext request) {
        checks.handle(request);
    }
}
