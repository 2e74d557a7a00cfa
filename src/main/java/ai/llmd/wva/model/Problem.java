package ai.llmd.wva.model;

/**
 * Something that is wrong with a declaration. It never stops what else is declared.
 *
 * @param subject what is wrong
 * @param effect what becomes of it until it is mended
 * @param message why, for its author; neither subject nor effect is in it
 */
public record Problem(Subject subject, Effect effect, String message) {
    public Problem {
        Checks.present(subject, "subject");
        Checks.present(effect, "effect");
        Checks.text(message, "message");
    }
}
