package ai.llmd.wva.page.http;

import ai.llmd.wva.history.ScalingChange;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.page.PageJson;
import ai.llmd.wva.page.PageState;
import ai.llmd.wva.page.view.ChangeView;
import ai.llmd.wva.page.view.ChangesView;
import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRule;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** What is read of the fleet: the table, a variant, the changes. */
record FleetAnswers(PageDesk desk) {
    static final int LARGEST_PAGE = 1000;
    private static final int MOST_CHANGES = 500;
    private static final int USUAL_CHANGES = 100;

    /** The largest whole number that every reader of JSON has exactly. */
    private static final long LARGEST_ID = (1L << 53) - 1;

    private static final String LIMIT = "limit";
    private static final String NAMESPACE = "namespace";
    private static final String NAME = "name";

    List<RouteModule> routes(AccessRule access) {
        return List.of(
                ApiRoute.get(ApiPaths.FLEET, access, this::fleet),
                ApiRoute.get(ApiPaths.VARIANTS + "/:" + NAMESPACE + "/:" + NAME, access, this::variant),
                ApiRoute.get(ApiPaths.DECISIONS, access, this::decisions));
    }

    private Future<Buffer> fleet(RoutingContext request) throws ApiProblem {
        var query = ApiQuery.of(request, LIMIT, "after");
        int limit = (int) query.whole(LIMIT, LARGEST_PAGE, 1, LARGEST_PAGE);
        var after = query.variant("after");
        return desk.ask((state, now) -> state.fleet(limit, after, now)).map(Buffer::buffer);
    }

    private Future<Buffer> variant(RoutingContext request) throws ApiProblem {
        ApiQuery.of(request);
        var namespace = request.pathParam(NAMESPACE);
        var name = request.pathParam(NAME);
        if (namespace.isBlank() || name.isBlank()) {
            throw ApiProblem.notFound("a variant has a namespace and a name");
        }
        var id = new VariantId(namespace, name);
        return desk.ask((state, now) -> state.variant(id, now))
                .compose(found -> found.map(json -> Future.succeededFuture(Buffer.buffer(json)))
                        .orElseGet(() -> Future.failedFuture(ApiProblem.notFound("there is no variant " + id))));
    }

    private Future<Buffer> decisions(RoutingContext request) throws ApiProblem {
        var query = ApiQuery.of(request, "since", LIMIT, NAMESPACE, NAME);
        long since = query.whole("since", 0, 0, LARGEST_ID);
        int limit = (int) query.whole(LIMIT, USUAL_CHANGES, 1, MOST_CHANGES);
        var namespace = query.text(NAMESPACE);
        var name = query.text(NAME);
        Predicate<VariantId> meant = id -> namespace.map(id.namespace()::equals).orElse(true)
                && name.map(id.name()::equals).orElse(true);
        var isContinued = query.text("since").isPresent();
        return desk.ask((state, now) -> Buffer.buffer(
                changes(isContinued ? state.changes(since, meant, limit) : newest(state, meant, limit), since)));
    }

    /** Who asks for the first time is told of the newest, oldest first as always. */
    private static List<ScalingChange> newest(PageState state, Predicate<VariantId> meant, int limit) {
        var changes = new ArrayList<>(state.newestChanges(meant, limit));
        Collections.reverse(changes);
        return changes;
    }

    private static byte[] changes(List<ScalingChange> changes, long since) {
        long next = changes.isEmpty() ? since : last(changes).id();
        return PageJson.bytes(
                new ChangesView(changes.stream().map(ChangeView::of).toList(), next));
    }

    private static ScalingChange last(List<ScalingChange> changes) {
        return changes.get(changes.size() - 1);
    }
}
