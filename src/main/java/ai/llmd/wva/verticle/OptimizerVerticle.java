package ai.llmd.wva.verticle;

import ai.llmd.wva.journal.PlannedCycle;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.policy.PolicyRun;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans each observation by a policy, one at a time on a thread of its own, and publishes the plan; carries the
 * policy's memory from one to the next.
 */
public final class OptimizerVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(OptimizerVerticle.class);

    private final Duration timeLimit;
    private final Duration busTimeout;
    private final Timer timer;
    private final Conflater<Observation> planning = new Conflater<>(this::plan);
    private final PlanLog log = new PlanLog();
    private final CaveatLog caveats = new CaveatLog();
    private final AutoscalerLog autoscalers = new AutoscalerLog();
    private final PlanningFaults faults;
    private Topic<Plan> plans;
    private Topic<PlannedCycle> planned;
    private WorkerExecutor worker;
    private PolicyRun<?> run;

    /**
     * Makes the verticle.
     *
     * @param timeLimit of one cycle's planning: then the best plan found is published, and says so
     */
    public OptimizerVerticle(Policy<?> policy, Duration timeLimit, Duration busTimeout, MeterRegistry meters) {
        this.run = PolicyRun.start(policy);
        this.timeLimit = timeLimit;
        this.busTimeout = busTimeout;
        this.timer =
                Timer.builder("wva.plan").description("Time to plan one cycle").register(meters);
        this.faults = new PlanningFaults(meters);
    }

    @Override
    public Future<?> start() {
        var bus = Bus.of(vertx, busTimeout);
        plans = bus.plans();
        planned = bus.planned();
        worker = vertx.createSharedWorkerExecutor("wva-optimizer", 1, timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        return plans.open()
                .compose(open -> bus.observations().onEach(planning::accept).completion());
    }

    /** A cycle without a plan leaves every decision as it is. */
    private Future<Void> plan(Observation observation) {
        return worker.executeBlocking(() -> planned(observation))
                .onSuccess(cycle -> {
                    planned.publish(new PlannedCycle(run.memory(), cycle.plan()));
                    run = cycle.next();
                    plans.publish(cycle.plan());
                })
                .onFailure(error -> LOG.atError()
                        .setCause(error)
                        .addKeyValue("cycle", observation.cycle())
                        .log("planning failed: no plan this cycle, all decisions stay in force"))
                .compose(cycle -> logged(cycle.plan()), noPlan -> Future.succeededFuture());
    }

    private Future<Void> logged(Plan plan) {
        return worker.executeBlocking(() -> {
            log.write(plan);
            caveats.write(plan.observation());
            autoscalers.write(plan);
            return null;
        });
    }

    private PolicyRun.Cycle<?> planned(Observation observation) {
        var cycle = timer.record(() -> run.plan(observation, WorkLimit.within(timeLimit, System::nanoTime)));
        faults.report(observation.cycle(), cycle.failures());
        return cycle;
    }

    @Override
    public Future<?> stop() {
        return planning.whenIdle().eventually(worker::close);
    }
}
