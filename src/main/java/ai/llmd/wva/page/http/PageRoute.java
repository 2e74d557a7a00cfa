package ai.llmd.wva.page.http;

import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessVerdict;
import io.vertx.ext.web.RoutingContext;

/** A part of what the page's port serves; who may not use it is told by a problem document. */
interface PageRoute extends RouteModule {
    @Override
    default void refuse(RoutingContext request, AccessVerdict verdict) {
        PageAccess.refuse(request, verdict);
    }
}
