package ai.llmd.wva.verticle;

/** Says whether the bearer of a token may read the metrics. Blocking: asked on a worker. */
@FunctionalInterface
public interface MetricsGate {
    /** Lets everyone in. */
    MetricsGate OPEN = token -> Answer.GRANTED;

    /** The verdict on a token. */
    enum Answer {
        GRANTED,
        /** Nobody knows the token: 401. */
        UNAUTHENTICATED,
        /** Its bearer may not read metrics: 403. */
        FORBIDDEN,
        /** The API server does not answer, so nobody is let in: 503. */
        UNAVAILABLE
    }

    Answer check(String bearerToken);
}
