package ai.llmd.wva.loadgen;

import java.util.concurrent.CompletableFuture;

/** Waits for a request to fail. */
final class FirstFailure implements CallListener {
    private final CompletableFuture<Failure> failure = new CompletableFuture<>();

    /** The failure; an assertion where the request did not fail. */
    Failure await() {
        return failure.join();
    }

    /** The request has ended, and unless it failed before, it has not. */
    void end() {
        failure.completeExceptionally(new AssertionError("the request did not fail"));
    }

    @Override
    public void firstToken(double millis) {
        // the failure comes later
    }

    @Override
    public void nextToken(double gapMillis) {
        // the failure comes later
    }

    @Override
    public void succeeded(double millis, long answerTokens) {
        end();
    }

    @Override
    public void gaveUp() {
        end();
    }

    @Override
    public void failed(Failure cause) {
        failure.complete(cause);
    }
}
