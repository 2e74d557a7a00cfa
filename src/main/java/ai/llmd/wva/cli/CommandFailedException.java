package ai.llmd.wva.cli;

/** The command was right but could not be done, for a reason worth one sentence: printed as it is, exit code 1. */
public final class CommandFailedException extends RuntimeException {
    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
