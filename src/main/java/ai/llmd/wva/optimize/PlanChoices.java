package ai.llmd.wva.optimize;

import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.SolverKind;
import java.time.Duration;
import java.util.Optional;

/**
 * How the person who asks wants it planned; what is empty is as the files say, else as the controller does.
 *
 * @param mixed whether a server's load may be spread over several accelerators
 * @param timeLimit after which the best plan found so far is the answer
 * @param law sizes the replicas of profiles that know their prefill
 */
public record PlanChoices(
        Optional<SolverKind> solver,
        Optional<SaturationPolicy> saturation,
        boolean mixed,
        Duration timeLimit,
        SizingLaw law) {
    /** By the published law. */
    public PlanChoices(
            Optional<SolverKind> solver, Optional<SaturationPolicy> saturation, boolean mixed, Duration timeLimit) {
        this(solver, saturation, mixed, timeLimit, SizingLaw.PUBLISHED);
    }
}
