package ai.llmd.wva.page.http;

import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRule;
import java.util.List;
import java.util.stream.Stream;

/** All that the page's port serves. */
public final class PageRoutes {
    private PageRoutes() {}

    /**
     * The routes, in the order in which they are tried.
     *
     * @param access who may use them
     */
    public static List<RouteModule> of(PageDesk desk, EventHub hub, PlanAnswer plans, AccessRule access) {
        return Stream.of(
                        new FleetAnswers(desk).routes(access).stream(),
                        Stream.of(
                                hub.route(access),
                                plans.route(access),
                                ApiDescription.behind(access),
                                StaticFiles.behind(access)),
                        OtherPaths.all(access).stream())
                .flatMap(routes -> routes)
                .toList();
    }
}
