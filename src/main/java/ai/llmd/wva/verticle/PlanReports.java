package ai.llmd.wva.verticle;

import ai.llmd.wva.kubernetes.VariantReporter;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Applied;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.EventKind;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes a plan's status and Events, several variants at a time on workers, one plan at a time. What breaks costs its
 * own report only, and is counted. Variants that one plan skipped come first in the next, so that nobody starves where
 * plans come faster than a slow API server takes them.
 */
final class PlanReports {
    private static final Logger LOG = LoggerFactory.getLogger(PlanReports.class);

    private final VariantReporter reporter;
    private final WorkerExecutor workers;
    private final Counter failures;
    private final UnaryOperator<Variant> upToDate;
    private final DirectScaling scaling;
    private final DesiredReplicas told = new DesiredReplicas();
    private final Map<VariantId, String> advised = new ConcurrentHashMap<>();
    private final Map<VariantId, SortedSet<String>> stuck = new ConcurrentHashMap<>();
    private final HeldBack heldBack = new HeldBack();
    private Set<VariantId> owed = Set.of();

    /**
     * Reports by a reporter, on workers.
     *
     * @param upToDate a planned variant with what is known by now to be wrong with it
     * @param scaling what scales targets without an autoscaler
     */
    PlanReports(
            VariantReporter reporter,
            WorkerExecutor workers,
            Counter failures,
            UnaryOperator<Variant> upToDate,
            DirectScaling scaling) {
        this.upToDate = upToDate;
        this.scaling = scaling;
        this.reporter = reporter;
        this.workers = workers;
        this.failures = failures;
    }

    /**
     * Reports a plan.
     *
     * @param shown whether series are shown
     * @param wanted asked before each request, on the worker; when it says no, the rest is skipped
     * @return what became of each variant; never fails
     */
    Future<Map<VariantId, Applied.ToVariant>> report(Plan plan, boolean shown, BooleanSupplier wanted) {
        var fleet = plan.observation().fleet();
        told.keepOnly(fleet.variants().keySet());
        advised.keySet().retainAll(fleet.variants().keySet());
        stuck.keySet().retainAll(fleet.variants().keySet());
        heldBack.keepOnly(fleet.variants().keySet());
        scaling.keepOnly(fleet.variants().keySet());
        var results = new ConcurrentHashMap<VariantId, Applied.ToVariant>();
        var running = new ArrayList<Future<Void>>();
        for (var variant : owedFirst(fleet)) {
            var report = new Report(plan, variant, plan.decisions().get(variant.id()), wanted);
            running.add(onWorker(plan, () -> results.put(variant.id(), report.run(shown))));
        }
        for (var problem : fleet.problems()) {
            running.add(onWorker(plan, () -> {
                if (wanted.getAsBoolean()) {
                    reporter.problem(problem);
                }
            }));
        }
        return Future.join(running)
                .otherwiseEmpty()
                .map(done -> Map.copyOf(results))
                .onSuccess(done -> owed = skipped(done));
    }

    /** Takes the next step of targets that have some way to go to what a plan decided. Never fails. */
    Future<Void> goOn(Plan plan, BooleanSupplier wanted) {
        var running = scaling.underway().stream()
                .map(id -> onWorker(plan, () -> {
                    if (wanted.getAsBoolean()) {
                        scaling.act(plan, id);
                    }
                }))
                .toList();
        return Future.join(running).<Void>mapEmpty().otherwiseEmpty();
    }

    private List<Variant> owedFirst(Fleet fleet) {
        var ordered = new ArrayList<Variant>();
        owed.stream()
                .map(id -> fleet.variants().get(id))
                .filter(Objects::nonNull)
                .forEach(ordered::add);
        fleet.variants().values().stream()
                .filter(variant -> !owed.contains(variant.id()))
                .forEach(ordered::add);
        return ordered;
    }

    private static Set<VariantId> skipped(Map<VariantId, Applied.ToVariant> results) {
        return results.entrySet().stream()
                .filter(entry -> entry.getValue().status() == StatusWrite.SKIPPED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Future<Void> onWorker(Plan plan, Runnable work) {
        return workers.executeBlocking(
                () -> {
                    MDC.put("cycle", Long.toString(plan.cycle()));
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        failed(e);
                    } finally {
                        MDC.remove("cycle");
                    }
                    return null;
                },
                false);
    }

    private void failed(RuntimeException error) {
        failures.increment();
        LOG.atWarn()
                .addKeyValue("error", error.toString())
                .log("cannot report to the API server; trying again in the next cycle");
    }

    /** One variant's target, where the controller scales it, its Events, then its status. */
    private final class Report {
        private final Plan plan;
        private final Variant variant;
        private final Decision decision;
        private final BooleanSupplier wanted;
        private final List<EventKind> events = new ArrayList<>();

        Report(Plan plan, Variant variant, Decision decision, BooleanSupplier wanted) {
            this.plan = plan;
            this.variant = variant;
            this.decision = decision;
            this.wanted = wanted;
        }

        Applied.ToVariant run(boolean shown) {
            var claim = variant.handling().claim().filter(ControllerClaim::elsewhere);
            if (claim.isPresent()) {
                return leave(claim.get());
            }
            heldBack.over(variant.id());
            scale();
            scaled();
            if (!decision.outcome().succeeded()) {
                tell(EventKind.HELD, () -> reporter.held(variant, decision));
            }
            if (decision.constraint() == Constraint.CAPACITY) {
                tell(EventKind.LACKS_CAPACITY, () -> reporter.lacksCapacity(variant, decision));
            }
            advised();
            stuck();
            boolean published = plan.observation().fleet().actuation(variant).isPublished();
            var readable =
                    shown && published && !decision.advisory() ? decision.desiredReplicas() : OptionalInt.empty();
            return new Applied.ToVariant(readable, status(), events);
        }

        /** Another controller acts and tells; this one only tells that. */
        private Applied.ToVariant leave(ControllerClaim claim) {
            scale(); // which forgets how far the target was
            heldBack.tell(variant, claim, held -> tell(EventKind.HELD_BACK, () -> reporter.heldBack(variant, held)));
            return new Applied.ToVariant(OptionalInt.empty(), status(), events);
        }

        private void scale() {
            if (!wanted.getAsBoolean()) {
                return;
            }
            try {
                scaling.act(plan, variant.id());
            } catch (RuntimeException e) {
                failed(e);
            }
        }

        private void scaled() {
            var before = told.changedFrom(variant, decision);
            if (before.isEmpty()
                    || tell(EventKind.SCALED, () -> reporter.scaled(variant, before.getAsInt(), decision))) {
                told.remember(variant, decision);
            }
        }

        /** Alternative is told when it names another accelerator than the last that was told. */
        private void advised() {
            var accelerator = decision.advice().map(Alternative::accelerator).orElse("");
            if (accelerator.isEmpty()
                    || accelerator.equals(advised.get(variant.id()))
                    || tell(
                            EventKind.ADVISED,
                            () -> reporter.advised(variant, decision.advice().orElseThrow()))) {
                advised.put(variant.id(), accelerator);
            }
        }

        /** Pods that are stuck are told when they are others than those that were told last. */
        private void stuck() {
            var measured = plan.observation().measured(variant.id());
            if (measured.isEmpty()) {
                return;
            }
            var pods = measured.get().namesOfStuckPods();
            if (pods.isEmpty()) {
                stuck.remove(variant.id());
            } else if (!pods.equals(stuck.get(variant.id()))
                    && tell(
                            EventKind.PODS_STUCK,
                            () -> reporter.stuck(variant, new Caveat.StuckPods(List.copyOf(pods))))) {
                stuck.put(variant.id(), pods);
            }
        }

        /** Returns whether it was tried. */
        private boolean tell(EventKind kind, Supplier<Boolean> event) {
            if (!wanted.getAsBoolean()) {
                return false;
            }
            try {
                if (event.get()) {
                    events.add(kind);
                }
            } catch (RuntimeException e) {
                failed(e);
            }
            return true;
        }

        private StatusWrite status() {
            if (!wanted.getAsBoolean()) {
                return StatusWrite.SKIPPED;
            }
            try {
                var status =
                        reporter.writeStatus(plan, upToDate.apply(variant), decision, scaling.remark(variant.id()));
                if (status == StatusWrite.FAILED) {
                    failures.increment();
                }
                return status;
            } catch (RuntimeException e) {
                failed(e);
                return StatusWrite.FAILED;
            }
        }
    }
}
