package ai.llmd.wva.serving.external;

import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRule;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Says that the port answers; open to everyone, as on every API server. */
public record ApiHealth() implements RouteModule {
    @Override
    public List<String> paths() {
        return List.of("/healthz", "/livez", "/readyz");
    }

    @Override
    public AccessRule access() {
        return AccessRule.open();
    }

    @Override
    public void answer(RoutingContext request) {
        request.response().end("ok");
    }
}
