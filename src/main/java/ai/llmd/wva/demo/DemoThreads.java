package ai.llmd.wva.demo;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Waits for the end of threads that were told to end. */
final class DemoThreads {
    private DemoThreads() {}

    /** As long as that at most, and no longer once this thread is interrupted, which it stays. */
    static void awaitEnd(ExecutorService ending, long millis) {
        try {
            var unused = ending.awaitTermination(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
