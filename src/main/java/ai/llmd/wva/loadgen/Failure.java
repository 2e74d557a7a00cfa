package ai.llmd.wva.loadgen;

import java.util.Set;

/**
 * Why a request failed.
 *
 * @param reason a few words that many requests share, so that they can be counted by it
 * @param detail what the server or the machine said about this one; may be empty
 * @param passing whether the same request may fare better later, so that clients ask again
 */
public record Failure(String reason, String detail, boolean passing) {
    private static final String NO_CONNECTION = "no connection";

    static final Failure TIMEOUT = new Failure("timeout", "", true);
    static final Failure CUT_SHORT = new Failure("answer cut short", "the stream ended without [DONE]", true);

    /** Statuses below 500 that say: not now. */
    private static final Set<Integer> NOT_NOW = Set.of(408, 409, 429);

    /** Whether, when nothing was ever answered, the next request will most likely fail as well. */
    boolean hopeless() {
        return !passing || reason.equals(NO_CONNECTION);
    }

    static Failure connecting(Throwable cause) {
        return new Failure(NO_CONNECTION, sentence(cause), true);
    }

    static Failure status(int status, String detail) {
        return new Failure("HTTP " + status, detail, status >= 500 || NOT_NOW.contains(status));
    }

    static Failure badAnswer(String detail) {
        return new Failure("bad answer", detail, false);
    }

    /** The server said within a stream that it could not go on. */
    static Failure inStream(String detail) {
        return new Failure("error in the stream", detail, true);
    }

    /** An answer of a kind that nobody asked for, such as the HTML of a proxy. */
    static Failure foreign(String contentType, String wanted) {
        return badAnswer(contentType + " instead of " + wanted);
    }

    /** The connection came to an end, or what came on it was no HTTP. */
    static Failure broken(Throwable cause) {
        // what Netty's decoder throws at a line or a chunk size that it cannot read
        return cause instanceof IllegalArgumentException
                ? badAnswer("not HTTP: " + sentence(cause))
                : new Failure("connection lost", sentence(cause), true);
    }

    /** What happened, and what was at the bottom of it where that says more (a certificate, say). */
    private static String sentence(Throwable failure) {
        var root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        var what = message(failure);
        var why = message(root);
        return what.contains(why) ? what : what + ": " + why;
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
