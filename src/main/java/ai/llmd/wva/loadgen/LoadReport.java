package ai.llmd.wva.loadgen;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What has come of the requests so far. Owned by the event loop that sends them. */
public final class LoadReport implements CallListener {
    /** Beyond this, what was sent is another load than the one that was asked for. */
    static final double WORST_LATENESS_MILLIS = 1_000;

    private static final double LATENESS_QUANTILE = 0.9;

    private final LatencySketch firstToken = new LatencySketch();
    private final LatencySketch tokenGap = new LatencySketch();
    private final LatencySketch endToEnd = new LatencySketch();
    private final LatencySketch lateness = new LatencySketch();
    private final SortedMap<String, FailureCount> failures = new TreeMap<>();

    private long offered;
    private long unsent;
    private long hopeless;
    private double lastSentMillis;
    private long retried;
    private long succeeded;
    private long abandoned;
    private long tokens;

    /** A new client's request was sent, both in milliseconds from the start. */
    void sent(double dueMillis, double atMillis) {
        offered++;
        lateness.add(atMillis - dueMillis);
        lastSentMillis = atMillis;
    }

    /** So many requests were due before the run was stopped, and never left. */
    void unsent(long requests) {
        unsent = requests;
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
        if (failure.hopeless()) {
            hopeless++;
        }
        failures.merge(failure.reason(), new FailureCount(1, failure.detail()), (former, added) -> former.plusOne());
    }

    /** Clients that sent a request, however often. */
    public long offered() {
        return offered;
    }

    /** Clients that should have sent a request by the end of the run, whether they did or not. */
    public long scheduled() {
        return offered + unsent;
    }

    /** Whether what was sent is the load that was asked for: all that was due, and nine in ten within a second. */
    public boolean isOnSchedule() {
        return unsent == 0 && !(latenessMillis() > WORST_LATENESS_MILLIS);
    }

    /** One request in ten left that late, or later; NaN when none was sent. */
    public double latenessMillis() {
        return lateness.quantileMillis(LATENESS_QUANTILE);
    }

    /** Clients' requests that left, a second, while there were any to send; NaN when none was sent. */
    public double sentPerSecond() {
        return offered == 0 ? Double.NaN : offered * MILLIS_PER_SECOND / Math.max(1, lastSentMillis);
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

    /** Those among the failed that would fail again. */
    long hopeless() {
        return hopeless;
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
}
