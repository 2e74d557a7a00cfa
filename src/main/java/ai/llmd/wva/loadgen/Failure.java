package ai.llmd.wva.loadgen;

/**
 * Why a request failed.
 *
 * @param reason a few words that many requests share, so that they can be counted by it
 * @param detail what the server or the machine said about this one; may be empty
 */
public record Failure(String reason, String detail) {
    static final Failure TIMEOUT = new Failure("timeout", "");
    static final Failure CUT_SHORT = new Failure("answer cut short", "");

    static Failure connecting(Throwable cause) {
        return new Failure("no connection", sentence(cause));
    }

    static Failure status(int status, String detail) {
        return new Failure("HTTP " + status, detail);
    }

    static Failure badAnswer(String detail) {
        return new Failure("bad answer", detail);
    }

    static Failure broken(Throwable cause) {
        return new Failure("connection lost", sentence(cause));
    }

    private static String sentence(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
