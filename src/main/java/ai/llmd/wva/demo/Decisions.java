package ai.llmd.wva.demo;

import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.kubernetes.VariantReporter;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.Variant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Keeps the newest decision for the screen on its way to the status. */
final class Decisions implements VariantReporter {
    private final VariantReporter reporter;
    private final SortedSet<String> problems = new TreeSet<>();
    private Optional<Latest> latest = Optional.empty();
    private Optional<Latest> latestSized = Optional.empty();
    private boolean written;

    /** A decision with what it was made from. */
    record Latest(Plan plan, Variant variant, Decision decision) {
        Measurement measurement() {
            return plan.observation().measurements().get(variant.id());
        }
    }

    /** What passes through goes on to a reporter that writes it. */
    Decisions(VariantReporter reporter) {
        this.reporter = reporter;
    }

    synchronized Optional<Latest> latest() {
        return latest;
    }

    /** The newest that was made from a measured load above zero. */
    synchronized Optional<Latest> latestSized() {
        return latestSized;
    }

    /** Whether a decision ever reached the status. */
    synchronized boolean written() {
        return written;
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
        keep(new Latest(plan, variant, decision));
        var status = reporter.writeStatus(plan, variant, decision, scaling);
        synchronized (this) {
            written |= status != StatusWrite.FAILED;
        }
        return status;
    }

    private synchronized void keep(Latest newest) {
        latest = Optional.of(newest);
        if (newest.decision().outcome() == Outcome.OPTIMIZED
                && newest.decision()
                        .allocation()
                        .filter(one -> one.maxRatePerSecond() > 0)
                        .isPresent()) {
            latestSized = latest;
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
