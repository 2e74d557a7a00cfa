package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.Variant;
import java.util.Optional;

/** Takes everything and writes nothing; a test overrides what it looks at. */
public class AcceptingReporter implements VariantReporter {
    @Override
    public StatusWrite writeStatus(Plan plan, Variant variant, Decision decision, Optional<ScaleRemark> scaling) {
        return StatusWrite.WRITTEN;
    }

    @Override
    public boolean scaled(Variant variant, int from, Decision decision) {
        return true;
    }

    @Override
    public boolean advised(Variant variant, Alternative advice) {
        return true;
    }

    @Override
    public boolean lacksCapacity(Variant variant, Decision decision) {
        return true;
    }

    @Override
    public boolean stuck(Variant variant, Caveat.StuckPods pods) {
        return true;
    }

    @Override
    public boolean heldBack(Variant variant, ControllerClaim claim) {
        return true;
    }

    @Override
    public boolean held(Variant variant, Decision decision) {
        return true;
    }

    @Override
    public void problem(Problem problem) {}
}
