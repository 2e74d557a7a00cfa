package ai.llmd.wva.optimize;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.ServiceTarget;
import java.util.List;

/**
 * What the plan gives a server.
 *
 * @param className of its service class, with that class's priority and targets
 * @param load of the server as a whole
 * @param parts one, or one for each accelerator where its load may be spread; those that get nothing
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
        List<ServerPart> parts) {
    public ServerAnswer {
        parts = List.copyOf(parts);
    }

    public long replicas() {
        return parts.stream().mapToLong(ServerPart::replicas).sum();
    }

    /** Replicas that its load needs on the accelerators that it gets. */
    public long neededReplicas() {
        return parts.stream().mapToLong(ServerPart::neededReplicas).sum();
    }

    /** Of its replicas, those that there are devices for: a minimum is kept beyond that. */
    public int affordedReplicas() {
        return parts.stream().mapToInt(ServerPart::affordedReplicas).sum();
    }

    /** Why it gets what it gets, for people. */
    public String reason() {
        return parts.isEmpty() ? "" : DecisionText.reason(parts.get(0).decision());
    }
}
