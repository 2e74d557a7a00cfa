package ai.llmd.wva.loadgen;

/** Hears what becomes of a request, on the event loop that sent it. Times are in milliseconds. */
public interface CallListener {
    /** The first token came so long after the request was due to leave. */
    void firstToken(double millis);

    /** Another token came so long after the one before. */
    void nextToken(double gapMillis);

    /** The answer came to its end so long after the request was due to leave. */
    void succeeded(double millis, long answerTokens);

    /** The client ran out of patience. */
    void gaveUp();

    void failed(Failure failure);
}
