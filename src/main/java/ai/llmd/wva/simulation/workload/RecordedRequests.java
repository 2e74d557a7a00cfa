package ai.llmd.wva.simulation.workload;

import java.util.NoSuchElementException;

/** The requests of a trace. */
final class RecordedRequests implements ModelRequests {
    private final TraceData trace;
    private final RequestDetails details;
    private final double untilMillis;
    private int next;

    RecordedRequests(TraceData trace, RequestDetails details, double untilSeconds) {
        this.trace = trace;
        this.details = details;
        this.untilMillis = untilSeconds * 1000;
    }

    @Override
    public boolean hasNext() {
        return next < trace.size() && trace.atMillis(next) < untilMillis;
    }

    @Override
    public OfferedRequest next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the trace has ended");
        }
        int row = next++;
        return details.request(trace.atMillis(row), trace.inputTokens(row), trace.outputTokens(row));
    }
}
