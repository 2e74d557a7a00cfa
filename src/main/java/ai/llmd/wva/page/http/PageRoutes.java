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
     * @param read who may read
     */
    public static List<RouteModule> of(PageDesk desk, EventHub hub, AccessRule read) {
        return Stream.of(
                        new FleetAnswers(desk).routes(read).stream(),
                        Stream.of(hub.route(read), StaticFiles.behind(read)),
                        OtherPaths.all(read).stream())
                .flatMap(routes -> routes)
                .toList();
    }
}
