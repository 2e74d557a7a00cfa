package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;

import ai.llmd.wva.explain.DecisionText;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Writes down what it is asked to write and to tell, and can be slow, refuse or break over the sample. */
final class RecordingReporter implements VariantReporter {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<Long> cyclesWritten = new CopyOnWriteArrayList<>();
    final CountDownLatch answers = new CountDownLatch(1);
    volatile boolean slow;
    volatile boolean refuses;
    volatile boolean breaks;

    @Override
    public void termBegins() {
        calls.add("term");
    }

    @Override
    public StatusWrite writeStatus(Plan plan, Variant variant, Decision decision, Optional<ScaleRemark> scaling) {
        cyclesWritten.add(plan.cycle());
        if (slow) {
            try {
                answers.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (breaks && variant.id().equals(SAMPLE)) {
            throw new IllegalStateException("broken");
        }
        if (refuses && variant.id().equals(SAMPLE)) {
            return StatusWrite.FAILED;
        }
        calls.add("status " + variant.id().name());
        return StatusWrite.WRITTEN;
    }

    @Override
    public boolean scaled(Variant variant, int from, Decision decision) {
        return calls.add("scaled " + from + " to " + decision.desiredReplicas().getAsInt());
    }

    @Override
    public boolean advised(Variant variant, Alternative advice) {
        return calls.add("advised " + DecisionText.alternative(advice));
    }

    @Override
    public boolean lacksCapacity(Variant variant, Decision decision) {
        return calls.add("short " + DecisionText.reason(decision));
    }

    @Override
    public boolean stuck(Variant variant, Caveat.StuckPods pods) {
        return calls.add("stuck " + String.join(" ", pods.pods()));
    }

    @Override
    public boolean heldBack(Variant variant, ControllerClaim claim) {
        return calls.add("held back for " + claim.holder());
    }

    @Override
    public boolean held(Variant variant, Decision decision) {
        return calls.add("held " + DecisionText.reason(decision));
    }

    @Override
    public void problem(Problem problem) {
        calls.add("problem " + problem);
    }
}
