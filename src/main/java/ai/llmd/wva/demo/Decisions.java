package ai.llmd.wva.demo;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.kubernetes.VariantReporter;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.simulation.outcome.Note;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;

/** Keeps decisions for the screen and the verdict on their way to the status. */
final class Decisions implements VariantReporter {
    private final VariantReporter reporter;
    private final DoubleSupplier virtualMillis;
    private final SortedSet<String> problems = new TreeSet<>();
    private final SortedMap<String, Made> newest = new TreeMap<>();
    private final SortedMap<String, Integer> lost = new TreeMap<>();
    private final List<Made> news = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final List<String> targets;
    private final double untilMillis;

    /**
     * What passes through goes on to a reporter that writes it.
     *
     * @param targets the names of the variants, by their index
     * @param untilMillis virtual time up to which all are written down
     */
    Decisions(VariantReporter reporter, DoubleSupplier virtualMillis, List<String> targets, double untilMillis) {
        this.reporter = reporter;
        this.virtualMillis = virtualMillis;
        this.targets = List.copyOf(targets);
        this.untilMillis = untilMillis;
    }

    /** The newest decision on each variant, by its name. */
    synchronized SortedMap<String, Made> newest() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(newest));
    }

    /** Those that decided something else than the one before, since this was last asked. */
    synchronized List<Made> takeNews() {
        var taken = List.copyOf(news);
        news.clear();
        return taken;
    }

    /** Every one, in order. */
    synchronized List<Note> notes() {
        return List.copyOf(notes);
    }

    /** Variants whose status never took a decision. */
    synchronized SortedSet<String> unwritten() {
        return new TreeSet<>(lost.keySet());
    }

    /** What was wrong with the declarations. */
    synchronized SortedSet<String> problems() {
        return new TreeSet<>(problems);
    }

    @Override
    public void termBegins() {
        reporter.termBegins();
    }

    @Override
    public StatusWrite writeStatus(Plan plan, Variant variant, Decision decision, Optional<ScaleRemark> scaling) {
        var name = variant.id().name();
        keep(new Made(virtualMillis.getAsDouble(), plan, variant, decision));
        var status = reporter.writeStatus(plan, variant, decision, scaling);
        written(name, status);
        return status;
    }

    private synchronized void written(String name, StatusWrite status) {
        if (status == StatusWrite.FAILED) {
            lost.merge(name, 1, Integer::sum);
        } else {
            lost.remove(name);
        }
    }

    private synchronized void keep(Made made) {
        var before = newest.put(made.name(), made);
        if (made.atMillis() <= untilMillis) {
            notes.add(new Note(
                    made.atMillis(),
                    targets.indexOf(made.name()),
                    made.decision().desiredReplicas().orElse(made.decision().currentReplicas()),
                    made.isHeld(),
                    DecisionText.reason(made.decision())));
        }
        if (before == null || !before.decidesAs(made)) {
            news.add(made);
        }
    }

    @Override
    public boolean scaled(Variant variant, int from, Decision decision) {
        return reporter.scaled(variant, from, decision);
    }

    @Override
    public boolean advised(Variant variant, Alternative advice) {
        return reporter.advised(variant, advice);
    }

    @Override
    public boolean lacksCapacity(Variant variant, Decision decision) {
        return reporter.lacksCapacity(variant, decision);
    }

    @Override
    public boolean stuck(Variant variant, Caveat.StuckPods pods) {
        return reporter.stuck(variant, pods);
    }

    @Override
    public boolean heldBack(Variant variant, ControllerClaim claim) {
        return reporter.heldBack(variant, claim);
    }

    @Override
    public boolean held(Variant variant, Decision decision) {
        return reporter.held(variant, decision);
    }

    @Override
    public void problem(Problem problem) {
        synchronized (this) {
            problems.add(ProblemText.full(problem));
        }
        reporter.problem(problem);
    }
}
