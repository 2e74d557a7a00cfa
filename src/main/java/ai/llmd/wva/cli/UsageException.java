package ai.llmd.wva.cli;

import java.util.List;

/** The person who gave the command must change something: its message is printed as it is and the process exits 2. */
public final class UsageException extends RuntimeException {
    public UsageException(String message) {
        super(message);
    }

    /** All problems at once, one to a line. */
    public UsageException(List<String> problems) {
        this(String.join(System.lineSeparator(), problems));
    }
}
