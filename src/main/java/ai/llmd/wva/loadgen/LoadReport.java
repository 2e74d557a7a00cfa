package ai.llmd.wva.loadgen;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What has come of the requests so far. Owned by the event loop that sends them. */
public final class LoadReport implements CallListener {
    private final LatencySketch firstToken = new LatencySketch();
    private final LatencySketch tokenGap = new LatencySketch();
    private final LatencySketch endToEnd = new LatencySketch();
    private final LatencySketch lateness = new LatencySketch();
    private final SortedMap<String, FailureCount> failures = new TreeMap<>();

    private long offered;
    private long retried;
    private long succeeded;
    private long abandoned;
    private long tokens;

    /** A new client's request was sent. */
    void sent(double latenessMillis) {
        offered++;
        lateness.add(latenessMillis);
    }

    /** A client whose request came to nothing sent it again. */
    void sentAgain() {
        retried++;
    }

    @Override
    public void firstToken(double millis) {
        firstToken.add(millis);
    }

    @Override
    public void nextToken(double gapMillis) {
        tokenGap.add(gapMillis);
    }

    @Override
    public void succeeded(double millis, long answerTokens) {
        succeeded++;
        tokens += answerTokens;
        endToEnd.add(millis);
    }

    /** A client ran out of patience. */
    @Override
    public void gaveUp() {
        abandoned++;
    }

    @Override
    public void failed(Failure failure) {
        failures.merge(failure.reason(), new FailureCount(1, failure.detail()), (former, added) -> former.plusOne());
    }

    /** Clients that sent a request, however often. */
    public long offered() {
        return offered;
    }

    /** Requests sent, retries among them. */
    public long sent() {
        return offered + retried;
    }

    /** Requests sent again after one that came to nothing. */
    public long retried() {
        return retried;
    }

    /** Requests that their clients gave up, whether they sent them again or not. */
    public long abandoned() {
        return abandoned;
    }

    public long succeeded() {
        return succeeded;
    }

    /** Tokens of the answers that succeeded. */
    public long tokens() {
        return tokens;
    }

    /** Requests that failed otherwise. */
    public long failed() {
        return failures.values().stream().mapToLong(FailureCount::count).sum();
    }

    /** Failed requests by reason, in order of the reasons. */
    public SortedMap<String, FailureCount> failures() {
        return Collections.unmodifiableSortedMap(failures);
    }

    /** Requests without an outcome yet. */
    public long inFlight() {
        return sent() - succeeded - abandoned - failed();
    }

    /** From sending to the first token; streamed answers only. */
    public LatencySketch firstToken() {
        return firstToken;
    }

    /** From one token to the next; streamed answers only. */
    public LatencySketch tokenGap() {
        return tokenGap;
    }

    /** From sending to the end of answers that succeeded. */
    public LatencySketch endToEnd() {
        return endToEnd;
    }

    /** How late requests were sent, against their schedule. */
    public LatencySketch lateness() {
        return lateness;
    }
}
