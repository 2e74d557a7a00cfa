package ai.llmd.wva.explain;

import ai.llmd.wva.model.Outcome;
import java.util.Optional;
import java.util.stream.Stream;

/** What conditions and their reasons are called, for whoever writes a status and whoever reads one. */
public final class ConditionNames {
    public static final String TARGET_RESOLVED = "TargetResolved";
    public static final String METRICS_AVAILABLE = "MetricsAvailable";
    public static final String OPTIMIZATION_READY = "OptimizationReady";
    public static final String DESIRED_REACHED = "DesiredReached";

    /** True while another controller wants the resource too; else it is not there. */
    public static final String CONTROLLER_CONFLICT = "ControllerConflict";

    /** Reason of DesiredReached: the target does not have the desired replicas yet. */
    public static final String PROGRESSING = "Progressing";

    /** Reason of DesiredReached: it has them, and not all are ready. */
    public static final String PODS_PENDING = "PodsPending";

    /** Reason of DesiredReached: nothing acts on the decision. */
    public static final String ADVISORY = "Advisory";

    private ConditionNames() {}

    /** The reason of OptimizationReady, and of the Event, by how a decision came about. */
    public static String reason(Outcome outcome) {
        return switch (outcome) {
            case OPTIMIZED -> "OptimizationSucceeded";
            case HELD, FALLBACK -> "MetricsUnavailable";
            case INFEASIBLE -> "OptimizationFailed";
            case INVALID -> "InvalidConfiguration";
            case UNPROFILED -> "ProfileUnknown";
            case FROZEN -> "Frozen";
            case FAILED -> "InternalError";
        };
    }

    /** The outcome behind a reason of OptimizationReady; held, where several share it. Empty for an unknown reason. */
    public static Optional<Outcome> outcome(String reason) {
        return Stream.of(Outcome.values())
                .filter(outcome -> reason(outcome).equals(reason))
                .findFirst();
    }
}
