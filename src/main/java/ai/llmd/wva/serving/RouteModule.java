package ai.llmd.wva.serving;

import ai.llmd.wva.serving.auth.AccessHandler;
import ai.llmd.wva.serving.auth.AccessRule;
import ai.llmd.wva.serving.auth.AccessVerdict;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** A part of what a port serves: where it is, who may use it, and what answers. */
public interface RouteModule {

    /** The paths that answer, as the router knows them: {@code /metrics}, {@code /api/variants/:name}. */
    List<String> paths();

    /** The HTTP method that they answer to. */
    default HttpMethod method() {
        return HttpMethod.GET;
    }

    /** Who may use them. */
    AccessRule access();

    /** Tells somebody whom {@link #access()} does not let in why not. */
    default void refuse(RoutingContext request, AccessVerdict verdict) {
        AccessHandler.inPlainText(request, verdict);
    }

    /** Answers a request that {@link #access()} let in; on the event loop, which it must not block. */
    void answer(RoutingContext request);
}
