package ai.llmd.wva.model;

/** Which policy decides. */
public enum PolicyKind {
    /** Arrivals, held where metrics are unknown, shared loads and limited accelerators. */
    WVA("wva"),
    /** The plain arithmetic of the first version, on completions, one variant at a time: to compare with. */
    ORIGINAL("original");

    private final String label;

    PolicyKind(String label) {
        this.label = label;
    }

    /** As it is written in settings. */
    public String label() {
        return label;
    }
}
