package ai.llmd.wva.page.whatif;

/** Something cannot be different, as things are; the message says why. */
public final class ImpossibleChangeException extends Exception {
    private static final long serialVersionUID = 1L;

    ImpossibleChangeException(String message) {
        super(message, null, false, false);
    }
}
