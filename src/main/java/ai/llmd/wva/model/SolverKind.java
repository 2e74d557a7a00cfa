package ai.llmd.wva.model;

/** Which solver shares out accelerators. */
public enum SolverKind {
    /** llm-inferno's: servers one after another, each its cheapest choice that still fits. */
    GREEDY("greedy"),
    /** A lower bound, and a plan that is proven to be within a small gap of it. */
    NEAR_EXACT("near-exact");

    private final String label;

    SolverKind(String label) {
        this.label = label;
    }

    /** As options and configuration spell it. */
    public String label() {
        return label;
    }
}
