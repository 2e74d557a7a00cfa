package ai.llmd.wva.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.UnknownHostException;

/** The command was right but could not be done, for a reason worth one sentence: printed as it is, exit code 1. */
public final class CommandFailedException extends RuntimeException {
    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What is at the bottom of a failure; what lies above only says that something failed. */
    static String bottom(Throwable failure) {
        var cause = failure;
        // what lies below an unknown host does not name it
        while (cause.getCause() != null && !(cause instanceof UnknownHostException)) {
            cause = cause.getCause();
        }
        if (cause instanceof KubernetesClientException refused
                && refused.getStatus() != null
                && refused.getStatus().getMessage() != null) {
            // the API server's own words, without the request and every field of the answer around them
            return refused.getStatus().getMessage();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
