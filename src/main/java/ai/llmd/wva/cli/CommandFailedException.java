package ai.llmd.wva.cli;

/** The command was right but could not be done, for a reason worth one sentence: printed as it is, exit code 1. */
public final class CommandFailedException extends RuntimeException {
    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What is at the bottom of a failure; what lies above only says that something failed. */
    static String bottom(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
