package ai.llmd.wva.model;

/** Who changes the target of a variant. */
public enum ActuationMode {
    /** An autoscaler that reads the published decision. */
    METRICS("metrics", false),
    /** The controller, which writes the target's scale; no autoscaler gets to read the decision. */
    SCALE("scale", true),
    /** The controller, while the decision is published too. */
    BOTH("both", true);

    private final String label;
    private final boolean writesScale;

    ActuationMode(String label, boolean writesScale) {
        this.label = label;
        this.writesScale = writesScale;
    }

    /** As resources and settings spell it. */
    public String label() {
        return label;
    }

    /** Whether the controller itself changes the target. */
    public boolean writesScale() {
        return writesScale;
    }

    /** Whether autoscalers get to read the decision. */
    public boolean isPublished() {
        return this != SCALE;
    }
}
