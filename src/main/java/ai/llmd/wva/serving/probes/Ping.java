package ai.llmd.wva.serving.probes;

import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRule;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** GET /ping: says that the port answers, and nothing else. For the {@link SelfCheck}. */
public record Ping() implements RouteModule {
    static final String PATH = "/ping";

    private static final int NO_CONTENT = 204;

    @Override
    public List<String> paths() {
        return List.of(PATH);
    }

    @Override
    public AccessRule access() {
        return AccessRule.open();
    }

    @Override
    public void answer(RoutingContext request) {
        request.response().setStatusCode(NO_CONTENT).end();
    }
}
