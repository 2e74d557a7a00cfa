package ai.llmd.wva.demo;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Waits for the end of threads that were told to end. */
final class Ending {
    private Ending() {}

    /** As long as that at most, and no longer once this thread is interrupted, which it stays. */
    static void await(ExecutorService ending, long millis) {
        try {
            var unused = ending.awaitTermination(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
