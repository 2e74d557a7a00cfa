package ai.llmd.wva.verticle;

import ai.llmd.wva.kubernetes.VariantReporter;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is wrong with declarations as soon as they are declared, without waiting for a cycle: Events on
 * ConfigMaps, and the status of variants that a problem concerns, with the decision that they have.
 */
final class ProblemReports {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemReports.class);

    private final VariantReporter reporter;
    private final WorkerExecutor workers;
    private final Counter failures;
    private final BooleanSupplier wanted;
    private final Function<VariantId, Optional<ScaleRemark>> scaling;
    private Set<Problem> told = Set.of();
    private Optional<Fleet> shown = Optional.empty();
    /** Read by workers too. */
    private volatile Optional<Fleet> newest = Optional.empty();

    /**
     * Tells by a reporter, on workers.
     *
     * @param wanted asked before each request, on the worker; when it says no, the rest is skipped
     * @param scaling what there is to say of scaling a target without an autoscaler
     */
    ProblemReports(
            VariantReporter reporter,
            WorkerExecutor workers,
            Counter failures,
            BooleanSupplier wanted,
            Function<VariantId, Optional<ScaleRemark>> scaling) {
        this.scaling = scaling;
        this.reporter = reporter;
        this.workers = workers;
        this.failures = failures;
        this.wanted = wanted;
    }

    /** Tells the authors of ConfigMaps what is wrong now and was not in the fleet before. Never fails. */
    Future<Void> tell(Fleet fleet) {
        newest = Optional.of(fleet);
        var fresh = new ArrayList<Runnable>();
        for (var problem : fleet.problems()) {
            if (!told.contains(problem)) {
                fresh.add(() -> reporter.problem(problem));
            }
        }
        told = new HashSet<>(fleet.problems());
        return all(fresh);
    }

    /**
     * Brings the status of each planned variant up to date that has other problems than when last shown. Never fails.
     */
    Future<Void> show(Plan plan) {
        var now = newest.orElse(plan.observation().fleet());
        var before = shown.orElse(plan.observation().fleet());
        shown = Optional.of(now);
        var writes = new ArrayList<Runnable>();
        for (var variant : concerned(before, now, plan)) {
            var decision = plan.decisions().get(variant.id());
            writes.add(() -> {
                if (reporter.writeStatus(plan, variant, decision, scaling.apply(variant.id())) == StatusWrite.FAILED) {
                    failures.increment();
                }
            });
        }
        return all(writes);
    }

    /** The variants as planned whose problems are others now. */
    private static List<Variant> concerned(Fleet before, Fleet now, Plan plan) {
        var concerned = new ArrayList<Variant>();
        for (var planned : plan.observation().fleet().variants().values()) {
            var known = before.variants().get(planned.id());
            var declared = now.variants().get(planned.id());
            if (known != null && declared != null && !known.problems().equals(declared.problems())) {
                concerned.add(withProblems(planned, declared));
            }
        }
        return concerned;
    }

    /** A planned variant with what is known by now to be wrong with it. */
    Variant upToDate(Variant planned) {
        return newest.map(fleet -> fleet.variants().get(planned.id()))
                .map(declared -> withProblems(planned, declared))
                .orElse(planned);
    }

    private static Variant withProblems(Variant planned, Variant declared) {
        return declared.uid().equals(planned.uid()) && !declared.problems().equals(planned.problems())
                ? planned.withProblems(declared.problems())
                : planned;
    }

    private Future<Void> all(List<Runnable> reports) {
        var running = reports.stream().map(this::onWorker).toList();
        return Future.join(running).<Void>mapEmpty().otherwiseEmpty();
    }

    private Future<Void> onWorker(Runnable work) {
        return workers.executeBlocking(
                () -> {
                    try {
                        if (wanted.getAsBoolean()) {
                            work.run();
                        }
                    } catch (RuntimeException e) {
                        failures.increment();
                        LOG.atWarn()
                                .addKeyValue("error", e.toString())
                                .log("cannot report problems to the API server; trying again in the next cycle");
                    }
                    return null;
                },
                false);
    }
}
