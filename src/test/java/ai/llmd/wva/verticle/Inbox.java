package ai.llmd.wva.verticle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hands what a stage publishes to the test. */
final class Inbox<T> implements Handler<T> {
    private static final long LIMIT_SECONDS = 20;

    private final BlockingQueue<T> received = new LinkedBlockingQueue<>();

    @Override
    public void handle(T record) {
        received.add(record);
    }

    T take() throws InterruptedException {
        var record = received.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(record).as("a record within %d s", LIMIT_SECONDS).isNotNull();
        return record;
    }

    boolean isEmpty() {
        return received.isEmpty();
    }
}
