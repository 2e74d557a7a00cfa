package ai.llmd.wva.config;

/** A text that may be a secret: for who sends it, and never shown. */
public record HiddenText(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
