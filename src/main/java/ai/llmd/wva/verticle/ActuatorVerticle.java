package ai.llmd.wva.verticle;

import ai.llmd.wva.kubernetes.VariantReporter;
import ai.llmd.wva.model.Applied;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.MetricNames;
import ai.llmd.wva.model.Plan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts on a plan: gauges at once, which depend on nobody, then targets that no autoscaler scales, status and Events,
 * several variants at a time; publishes what was done. Without leadership it shows and writes nothing.
 */
public final class ActuatorVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ActuatorVerticle.class);
    private static final String CYCLE = "cycle";
    private static final long LEADERSHIP_CHECK_MILLIS = 500;

    private final VariantReporter reporter;
    private final ScaleSync targets;
    private final MeterRegistry meters;
    private final BooleanSupplier leading;
    private final Clock clock;
    private final Duration exportDelay;
    private final Duration busTimeout;
    private final int workerCount;
    private final MetricNames names;
    private final DesiredReplicas counted = new DesiredReplicas();
    private final Conflater<Plan> reporting = new Conflater<>(this::report);
    private final Conflater<Plan> steps = new Conflater<>(plan -> goOn());
    private final Conflater<Fleet> showing = new Conflater<>(this::showProblems);
    private VariantSeries series;
    private ShownVariants shown;
    private CycleMeters cycles;
    private WorkerExecutor workers;
    private PlanReports reports;
    private ProblemReports problems;
    private DirectScaling scaling;
    private Future<Void> turn = Future.succeededFuture();
    private Topic<Applied> applied;
    private boolean exporting;
    /** Read by workers too. */
    private volatile Plan newest;

    /**
     * Makes the verticle.
     *
     * @param leading whether this process leads, by its own clock
     * @param exportDelay how long no series are shown at first: until Prometheus has forgotten those of the last
     *     leader, an autoscaler would add both
     * @param workerCount reports to the API server at a time
     * @param names what the series of decisions are called
     */
    public ActuatorVerticle(
            VariantReporter reporter,
            ScaleSync targets,
            MeterRegistry meters,
            BooleanSupplier leading,
            Clock clock,
            Duration exportDelay,
            Duration busTimeout,
            int workerCount,
            MetricNames names) {
        this.reporter = reporter;
        this.targets = targets;
        this.meters = meters;
        this.leading = leading;
        this.clock = clock;
        this.exportDelay = exportDelay;
        this.busTimeout = busTimeout;
        this.workerCount = workerCount;
        this.names = names;
    }

    @Override
    public Future<?> start() {
        series = new VariantSeries(meters, names);
        shown = new ShownVariants(series, meters, clock, exportDelay);
        cycles = new CycleMeters(meters);
        var failures = Counter.builder("wva.status.failures")
                .description("Status writes that failed")
                .register(meters);
        workers = vertx.createSharedWorkerExecutor("wva-actuator", workerCount);
        scaling = new DirectScaling(targets.scaler(), targets.rules(), leading, clock, meters);
        problems = new ProblemReports(reporter, workers, failures, leading, scaling::remark);
        reports = new PlanReports(reporter, workers, failures, problems::upToDate, scaling);
        if (exportDelay.isZero()) {
            exporting = true;
        } else {
            LOG.atInfo()
                    .addKeyValue("delay", exportDelay.toString())
                    .log("waiting until the series of the previous leader are stale in Prometheus");
            vertx.setTimer(exportDelay.toMillis(), tick -> export());
        }
        vertx.setPeriodic(LEADERSHIP_CHECK_MILLIS, tick -> {
            if (!leading.getAsBoolean()) {
                shown.keepOnly(Set.of());
            } else if (exporting && shown.waits() && newest != null) {
                export();
            }
        });
        vertx.setPeriodic(targets.timerMillis(), tick -> {
            if (newest != null && leading.getAsBoolean() && !scaling.underway().isEmpty()) {
                steps.accept(newest);
            }
        });
        var bus = Bus.of(vertx, busTimeout);
        applied = bus.applied();
        return workers.executeBlocking(() -> {
                    reporter.termBegins();
                    return null;
                })
                .compose(begun -> applied.open())
                .compose(open -> bus.plans().onEach(this::act).completion())
                .compose(listening -> bus.fleets().follow(this::declared));
    }

    /** What is wrong with declarations waits for no cycle, which may find it mended, or come only in a minute. */
    private void declared(Fleet fleet) {
        if (!leading.getAsBoolean() || !cycles.declared(fleet)) {
            return;
        }
        scaling.declared(fleet);
        problems.tell(fleet);
        showing.accept(fleet);
    }

    private Future<Void> showProblems(Fleet fleet) {
        return newest == null ? Future.succeededFuture() : inTurn(() -> problems.show(newest));
    }

    private Future<Void> goOn() {
        return inTurn(() -> reports.goOn(newest, leading));
    }

    /** Targets and statuses are written for one reason at a time, so that no variant's is written twice at once. */
    private Future<Void> inTurn(Supplier<Future<Void>> writes) {
        turn = turn.transform(done -> writes.get());
        return turn;
    }

    private void act(Plan plan) {
        if (!leading.getAsBoolean()) {
            LOG.atWarn().addKeyValue(CYCLE, plan.cycle()).log("not the leader: plan dropped");
            shown.keepOnly(Set.of());
            return;
        }
        try {
            newest = plan;
            show(plan);
            reporting.accept(plan);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue(CYCLE, plan.cycle()).log("acting on a plan failed");
        }
    }

    private void export() {
        exporting = true;
        if (newest != null && leading.getAsBoolean()) {
            newest.observation().fleet().variants().values().forEach(variant -> shown.show(newest, variant));
        }
    }

    private void show(Plan plan) {
        var variants = plan.observation().fleet().variants();
        shown.keepOnly(variants.keySet());
        counted.keepOnly(variants.keySet());
        for (var variant : variants.values()) {
            var decision = plan.decisions().get(variant.id());
            if (exporting) {
                shown.show(plan, variant);
            }
            counted.changedFrom(variant, decision).stream()
                    .filter(before -> !decision.advisory())
                    .forEach(before -> series.count(
                            variant.id(), decision.desiredReplicas().orElseThrow() > before, decision));
            counted.remember(variant, decision);
        }
        cycles.acted(plan);
    }

    /** What a newer plan finds not yet begun is left to that plan's own report. */
    private Future<Void> report(Plan plan) {
        var begun = clock.instant();
        return inTurn(() -> reports.report(
                        plan, exporting, () -> leading.getAsBoolean() && plan.cycle() == newest.cycle())
                .onSuccess(done -> {
                    var now = clock.instant();
                    applied.publish(
                            new Applied(plan.cycle(), begun, now.isBefore(begun) ? begun : now, new TreeMap<>(done)));
                })
                .mapEmpty());
    }

    @Override
    public Future<?> stop() {
        return Future.join(reporting.whenIdle(), steps.whenIdle(), showing.whenIdle())
                .onComplete(done -> {
                    shown.keepOnly(Set.of());
                    cycles.close();
                })
                .eventually(workers::close);
    }
}
