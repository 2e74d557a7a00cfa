package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process of its own, since the signal would end the test's. */
class SignalsTest {
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aProcessThatHandlesSigtermEndsAsItLikes() throws Exception {
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName())
                .redirectErrorStream(true)
                .start();
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); !"ready".equals(line); line = lines.readLine()) {
                assertThat(line).as("the process ended before it was ready").isNotNull();
            }
            process.destroy();

            assertThat(process.waitFor()).isEqualTo(7);
        }
    }

    /** Waits for SIGTERM and then exits 7. */
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] arguments) throws InterruptedException {
            var stop = new CountDownLatch(1);
            Signals.onStop(stop::countDown);
            System.out.println("ready");
            stop.await();
            System.exit(7);
        }
    }
}
