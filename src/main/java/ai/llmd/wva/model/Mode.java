package ai.llmd.wva.model;

/** Whether decisions on a variant are acted on. */
public enum Mode {
    /** They are published for autoscalers. */
    ACTIVE("active"),
    /** They are only told: nothing acts on them. */
    ADVISORY("advisory");

    private final String label;

    Mode(String label) {
        this.label = label;
    }

    /** As resources and settings spell it. */
    public String label() {
        return label;
    }
}
