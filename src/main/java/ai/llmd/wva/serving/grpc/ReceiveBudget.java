package ai.llmd.wva.serving.grpc;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of messages that are not complete a service keeps, all calls together: strangers may begin many. */
final class ReceiveBudget {
    private final long mostBytes;
    private final AtomicLong kept = new AtomicLong();

    ReceiveBudget(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Keeps so many bytes more.
     *
     * @throws GrpcFailure if that is too much; they are not kept then
     */
    void take(int bytes) {
        if (kept.addAndGet(bytes) > mostBytes) {
            kept.addAndGet(-bytes);
            throw new GrpcFailure(GrpcStatus.RESOURCE_EXHAUSTED, "too many concurrent messages: try again");
        }
    }

    /** Keeps so many bytes less. */
    void giveBack(long bytes) {
        kept.addAndGet(-bytes);
    }

    long kept() {
        return kept.get();
    }
}
