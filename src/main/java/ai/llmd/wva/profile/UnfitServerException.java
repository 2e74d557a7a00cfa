package ai.llmd.wva.profile;

/** The server cannot be measured, for a reason worth one sentence. */
public final class UnfitServerException extends RuntimeException {
    public UnfitServerException(String message) {
        super(message);
    }

    public UnfitServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
