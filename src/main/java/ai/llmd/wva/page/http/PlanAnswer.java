package ai.llmd.wva.page.http;

import ai.llmd.wva.journal.PlannedCycle;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.page.PageJson;
import ai.llmd.wva.page.PageState;
import ai.llmd.wva.page.whatif.ImpossibleChangeException;
import ai.llmd.wva.page.whatif.PlanChange;
import ai.llmd.wva.page.whatif.WhatIf;
import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRule;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Plans with changed inputs, one after another on a thread of its own: it delays neither a plan nor the page. */
public final class PlanAnswer {
    private static final int MOST_AT_A_TIME = 8;

    private final PageDesk desk;
    private final Policy<?> policy;
    private final WorkerExecutor worker;
    private final Duration timeLimit;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * One that has nothing to do.
     *
     * @param policy that makes the plans of this process
     * @param worker of one thread
     * @param timeLimit of one plan: then the best that was found is answered
     */
    public PlanAnswer(PageDesk desk, Policy<?> policy, WorkerExecutor worker, Duration timeLimit) {
        this.desk = desk;
        this.policy = policy;
        this.worker = worker;
        this.timeLimit = timeLimit;
    }

    RouteModule route(AccessRule access) {
        return new ApiRoute(HttpMethod.POST, ApiPaths.PLAN, access, this::answer);
    }

    private Future<Buffer> answer(RoutingContext request) throws ApiProblem {
        ApiQuery.of(request);
        return RequestBody.read(request).compose(this::planned);
    }

    private Future<Buffer> planned(Buffer body) {
        List<PlanChange> changes;
        try {
            changes = PlanChangesReader.read(body);
        } catch (ApiProblem e) {
            return Future.failedFuture(e);
        }
        if (waiting.incrementAndGet() > MOST_AT_A_TIME) {
            waiting.decrementAndGet();
            return Future.failedFuture(ApiProblem.unavailable("too many plans are asked for at a time"));
        }
        return desk.ask((state, now) -> last(state, changes))
                .compose(found -> found)
                .compose(last -> worker.executeBlocking(() -> plan(last, changes), false))
                .onComplete(done -> waiting.decrementAndGet());
    }

    private static Future<PlannedCycle> last(PageState state, List<PlanChange> changes) {
        var last = state.ownPlan();
        if (last.isEmpty()) {
            return Future.failedFuture(ApiProblem.conflict(
                    "this replica has made no plan: it does not lead, or has not measured anything yet"));
        }
        return WhatIf.unknown(last.get(), changes)
                .<Future<PlannedCycle>>map(
                        id -> Future.failedFuture(ApiProblem.notFound("the last plan has no variant " + id)))
                .orElse(Future.succeededFuture(last.get()));
    }

    private Buffer plan(PlannedCycle last, List<PlanChange> changes) throws ApiProblem {
        try {
            return Buffer.buffer(
                    PageJson.bytes(WhatIf.plan(policy, last, changes, WorkLimit.within(timeLimit, System::nanoTime))));
        } catch (ImpossibleChangeException e) {
            throw ApiProblem.conflict(e.getMessage());
        }
    }
}
