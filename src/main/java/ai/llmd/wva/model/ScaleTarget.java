package ai.llmd.wva.model;

/** The workload that a variant's replicas belong to, and what is known of it. */
public record ScaleTarget(TargetRef ref, TargetState state) {
    public ScaleTarget {
        Checks.present(ref, "target reference");
        Checks.present(state, "target state");
    }
}
