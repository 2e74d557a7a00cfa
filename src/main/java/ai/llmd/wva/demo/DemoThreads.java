package ai.llmd.wva.demo;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Threads that do not keep the process, and their end. */
final class DemoThreads {
    private DemoThreads() {}

    /** Makes threads of that name that end with the process. */
    static ThreadFactory daemon(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Waits for threads that were told to end, for so many milliseconds at most. Returns early when this thread is
     * interrupted, and leaves it interrupted.
     */
    static void awaitEnd(ExecutorService ending, long millis) {
        try {
            var unused = ending.awaitTermination(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
