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
 * @param gap share of its cost by which a plan may be proven to be above the best one before the search ends, 0 to 1
 * @param law sizes the replicas of profiles that know their prefill
 */
public record PlanChoices(
        Optional<SolverKind> solver,
        Optional<SaturationPolicy> saturation,
        boolean mixed,
        Duration timeLimit,
        double gap,
        SizingLaw law) {
    /** {@code --gap} unless told otherwise. */
    public static final double DEFAULT_GAP = 1e-3;

    /** With the default gap. */
    public PlanChoices(
            Optional<SolverKind> solver,
            Optional<SaturationPolicy> saturation,
            boolean mixed,
            Duration timeLimit,
            SizingLaw law) {
        this(solver, saturation, mixed, timeLimit, DEFAULT_GAP, law);
    }

    /** By the published law. */
    public PlanChoices(
            Optional<SolverKind> solver, Optional<SaturationPolicy> saturation, boolean mixed, Duration timeLimit) {
        this(solver, saturation, mixed, timeLimit, SizingLaw.PUBLISHED);
    }
}
