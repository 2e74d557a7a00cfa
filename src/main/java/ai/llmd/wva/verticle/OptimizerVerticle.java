package ai.llmd.wva.verticle;

import ai.llmd.wva.model.Memory;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.planning.solver.WorkLimit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans each observation; carries the planner's memory from one to the next. Deployed on a worker pool. */
public final class OptimizerVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(OptimizerVerticle.class);

    private final PlanningRules rules;
    private final Duration timeLimit;
    private final Duration busTimeout;
    private final Timer timer;
    private ConflatingSender<Plan> next;
    private Memory memory = Memory.EMPTY;

    /**
     * Makes the verticle.
     *
     * @param timeLimit of one cycle's planning: then the best plan found is sent, and says so
     */
    public OptimizerVerticle(PlanningRules rules, Duration timeLimit, Duration busTimeout, MeterRegistry meters) {
        this.rules = rules;
        this.timeLimit = timeLimit;
        this.busTimeout = busTimeout;
        this.timer =
                Timer.builder("wva.plan").description("Time to plan one cycle").register(meters);
    }

    @Override
    public Future<?> start() {
        var bus = Bus.of(vertx, busTimeout);
        next = bus.plans();
        return bus.onObservation(this::plan).completion();
    }

    private void plan(Message<Observation> message) {
        var observation = message.body();
        try {
            var step = timer.record(() -> Planner.plan(observation, memory, rules, limit()));
            memory = step.memory();
            next.send(step.plan());
            PlanLog.write(step.plan());
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("cycle", observation.cycle())
                    .log("planning failed: no plan this cycle, every decision stays");
        } finally {
            message.reply(null);
        }
    }

    private WorkLimit limit() {
        long start = System.nanoTime();
        long nanos = timeLimit.toNanos();
        return () -> System.nanoTime() - start >= nanos;
    }

    @Override
    public Future<?> stop() {
        return next.whenIdle();
    }
}
