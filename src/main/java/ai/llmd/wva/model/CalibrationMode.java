package ai.llmd.wva.model;

/** What is done about a profile that can be learned from measurements. */
public enum CalibrationMode {
    /** None is made. */
    OFF("off"),
    /** It is shown, and not used. */
    OBSERVE("observe"),
    /** It is used, once enough is known. */
    ON("on");

    private final String label;

    CalibrationMode(String label) {
        this.label = label;
    }

    /** As resources and settings spell it. */
    public String label() {
        return label;
    }
}
