package ai.llmd.wva.journal;

/** A journal that cannot be read; the message says where and why. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
