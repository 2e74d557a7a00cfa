package ai.llmd.wva.verticle;

import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Acts on a plan: gauges first, which depend on nobody, then status and Events, several variants at a time. Without
 * leadership it shows and writes nothing.
 */
public final class ActuatorVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ActuatorVerticle.class);
    private static final String CYCLE = "cycle";
    private static final long LEADERSHIP_CHECK_MILLIS = 500;

    private final VariantReporter reporter;
    private final MeterRegistry meters;
    private final BooleanSupplier leading;
    private final Duration exportDelay;
    private final Duration busTimeout;
    private final int workerCount;
    private final Map<VariantId, Desired> lastDesired = new HashMap<>();
    private final Map<VariantId, String> lastAdvised = new HashMap<>();
    private VariantSeries series;
    private CycleMeters cycles;
    private Counter failures;
    private WorkerExecutor workers;
    private Future<Void> acting = Future.succeededFuture();
    private boolean exporting;
    /** Read by workers too. */
    private volatile Plan newest;

    /** What was last desired of the resource with that uid; another of the same name starts anew. */
    private record Desired(String uid, int replicas) {}

    /**
     * Makes the verticle.
     *
     * @param leading whether this process leads, by its own clock
     * @param exportDelay how long no series are shown at first: until Prometheus has forgotten those of the last leader, an
     *     autoscaler would add both
     * @param workerCount reports to the API server at a time
     */
    public ActuatorVerticle(
            VariantReporter reporter,
            MeterRegistry meters,
            BooleanSupplier leading,
            Duration exportDelay,
            Duration busTimeout,
            int workerCount) {
        this.reporter = reporter;
        this.meters = meters;
        this.leading = leading;
        this.exportDelay = exportDelay;
        this.busTimeout = busTimeout;
        this.workerCount = workerCount;
    }

    @Override
    public Future<?> start() {
        series = new VariantSeries(meters);
        cycles = new CycleMeters(meters);
        failures = Counter.builder("wva.status.failures")
                .description("Status writes that failed")
                .register(meters);
        workers = vertx.createSharedWorkerExecutor("wva-actuator", workerCount);
        if (exportDelay.isZero()) {
            exporting = true;
        } else {
            LOG.atInfo()
                    .addKeyValue("delay", exportDelay.toString())
                    .log("waiting until Prometheus has forgotten the series of the last leader");
            vertx.setTimer(exportDelay.toMillis(), tick -> export());
        }
        vertx.setPeriodic(LEADERSHIP_CHECK_MILLIS, tick -> {
            if (!leading.getAsBoolean()) {
                series.keepOnly(Set.of());
            }
        });
        return workers.executeBlocking(() -> {
                    reporter.termBegins();
                    return null;
                })
                .compose(begun -> Bus.of(vertx, busTimeout).onPlan(this::act).completion());
    }

    private void act(Message<Plan> message) {
        var plan = message.body();
        if (!leading.getAsBoolean()) {
            LOG.atWarn().addKeyValue(CYCLE, plan.cycle()).log("not the leader: plan dropped");
            series.keepOnly(Set.of());
            message.reply(null);
            return;
        }
        try {
            acting = act(plan);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue(CYCLE, plan.cycle()).log("acting on a plan failed");
            acting = Future.succeededFuture();
        }
        acting.onComplete(done -> message.reply(null));
    }

    private void export() {
        exporting = true;
        if (newest != null && leading.getAsBoolean()) {
            newest.decisions().values().forEach(series::show);
        }
    }

    private Future<Void> act(Plan plan) {
        newest = plan;
        var fleet = plan.observation().fleet();
        var reports = new ArrayList<Runnable>();
        series.keepOnly(fleet.variants().keySet());
        lastDesired.keySet().retainAll(fleet.variants().keySet());
        lastAdvised.keySet().retainAll(fleet.variants().keySet());
        for (var variant : fleet.variants().values()) {
            var decision = plan.decisions().get(variant.id());
            if (exporting) {
                series.show(decision);
            }
            scaling(variant, decision).ifPresent(reports::add);
            if (!decision.outcome().succeeded()) {
                reports.add(() -> reporter.held(variant, decision));
            }
            if (decision.constraint() == Constraint.CAPACITY) {
                reports.add(() -> reporter.lacksCapacity(variant, decision));
            }
            newAdvice(variant, decision).ifPresent(advice -> reports.add(() -> reporter.advised(variant, advice)));
            reports.add(() -> {
                if (!reporter.writeStatus(plan, variant, decision)) {
                    failures.increment();
                }
            });
        }
        fleet.problems().forEach(problem -> reports.add(() -> reporter.problem(problem)));
        cycles.acted(plan);
        return all(plan, reports);
    }

    /** The advice, where it names another accelerator than in the cycle before. */
    private Optional<Alternative> newAdvice(Variant variant, Decision decision) {
        var accelerator = decision.advice().map(Alternative::accelerator).orElse("");
        var before = lastAdvised.put(variant.id(), accelerator);
        return decision.advice().filter(advice -> !advice.accelerator().equals(before));
    }

    /** What to tell when the desired replicas differ from those of the cycle before; counts it too. */
    private Optional<Runnable> scaling(Variant variant, Decision decision) {
        if (decision.desiredReplicas().isEmpty()) {
            return Optional.empty();
        }
        int desired = decision.desiredReplicas().getAsInt();
        var before = Optional.ofNullable(lastDesired.put(variant.id(), new Desired(variant.uid(), desired)))
                .filter(last -> last.uid().equals(variant.uid()))
                .map(Desired::replicas)
                .or(() -> variant.lastGood().map(LastGoodDecision::replicas))
                .orElse(decision.currentReplicas());
        if (before == desired) {
            return Optional.empty();
        }
        series.count(variant.id(), desired > before, decision);
        return Optional.of(() -> reporter.scaled(variant, before, decision));
    }

    private Future<Void> all(Plan plan, List<Runnable> reports) {
        var running = reports.stream().map(report -> one(plan, report)).toList();
        return Future.join(running).mapEmpty();
    }

    /** Reports, unless a newer plan came while the report waited for a slow API server: then that one is reported. */
    private Future<Void> one(Plan plan, Runnable report) {
        return workers.<Void>executeBlocking(
                        () -> {
                            if (leading.getAsBoolean() && plan.cycle() == newest.cycle()) {
                                MDC.put(CYCLE, Long.toString(plan.cycle()));
                                try {
                                    report.run();
                                } finally {
                                    MDC.remove(CYCLE);
                                }
                            }
                            return null;
                        },
                        false)
                .recover(error -> {
                    failures.increment();
                    LOG.atWarn()
                            .addKeyValue(CYCLE, plan.cycle())
                            .addKeyValue("error", error.toString())
                            .log("cannot report to the API server; tried again next cycle");
                    return Future.succeededFuture();
                });
    }

    @Override
    public Future<?> stop() {
        return acting.onComplete(done -> {
                    series.keepOnly(Set.of());
                    cycles.close();
                })
                .eventually(workers::close);
    }
}
