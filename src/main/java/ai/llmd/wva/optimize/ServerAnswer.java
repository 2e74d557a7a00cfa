package ai.llmd.wva.optimize;

import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.ServiceTarget;
import java.util.List;

/**
 * What the plan gives a server.
 *
 * @param className of its service class, with that class's priority and targets
 * @param load of the server as a whole
 * @param decisions on its parts: one, or one for each accelerator where its load may be spread; those that get nothing
 *     beside others that do are not among them
 */
public record ServerAnswer(
        String name,
        String model,
        String className,
        int priority,
        ServiceTarget target,
        Load load,
        Service service,
        List<Decision> decisions) {
    private static final double ROUNDING = 1e-9;

    public ServerAnswer {
        decisions = List.copyOf(decisions);
    }

    public int replicas() {
        return decisions.stream()
                .mapToInt(decision -> decision.desiredReplicas().orElse(0))
                .sum();
    }

    /** Replicas that its load needs on the accelerators that it gets. */
    public int neededReplicas() {
        return decisions.stream()
                .mapToInt(decision -> decision.allocation()
                        .map(ServerAnswer::needed)
                        .orElseGet(() -> decision.desiredReplicas().orElse(0)))
                .sum();
    }

    /** Why it gets what it gets, for people. */
    public String reason() {
        return decisions.isEmpty() ? "" : decisions.get(0).reason();
    }

    private static int needed(Allocation allocation) {
        if (!(allocation.maxRatePerSecond() > 0)) {
            return allocation.replicas();
        }
        double needed = Math.ceil(allocation.rateTargetPerSecond() / allocation.maxRatePerSecond() - ROUNDING);
        return Math.max(allocation.replicas(), (int) Math.min(needed, Integer.MAX_VALUE));
    }
}
