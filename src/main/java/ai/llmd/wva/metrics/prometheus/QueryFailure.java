package ai.llmd.wva.metrics.prometheus;

import java.nio.charset.StandardCharsets;

/** A query that Prometheus did not answer as it should; the message says what happened, for the variant's owner. */
final class QueryFailure extends RuntimeException {
    private static final int BEGINNING_CHARS = 80;

    private final boolean passing;

    private QueryFailure(String message, boolean passing) {
        super(message, null, false, false);
        this.passing = passing;
    }

    /** One that may go away by itself, so that another attempt makes sense. */
    static QueryFailure passing(String message) {
        return new QueryFailure(message, true);
    }

    /** One that stays until somebody mends its cause. */
    static QueryFailure lasting(String message) {
        return new QueryFailure(message, false);
    }

    boolean isPassing() {
        return passing;
    }

    /** The same with its subject in front. */
    QueryFailure of(String subject) {
        return new QueryFailure(subject + " " + getMessage(), passing);
    }

    /** The same without secrets, which a proxy may repeat in what it answers. */
    QueryFailure without(Access access) {
        return new QueryFailure(access.withoutSecrets(getMessage()), passing);
    }

    /** The first characters of a body that is not what was asked for, on one line. */
    static String beginning(byte[] body) {
        var text = new String(body, 0, Math.min(body.length, 4 * BEGINNING_CHARS), StandardCharsets.UTF_8)
                .replaceAll("\\s+", " ")
                .strip();
        return "\"" + (text.length() > BEGINNING_CHARS ? text.substring(0, BEGINNING_CHARS) + "…" : text) + "\"";
    }
}
