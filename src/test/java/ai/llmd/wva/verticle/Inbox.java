package ai.llmd.wva.verticle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.eventbus.Message;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes what a stage sends, answers at once, and hands it to the test. */
final class Inbox<T> implements Handler<Message<T>> {
    private static final long LIMIT_SECONDS = 20;

    private final BlockingQueue<T> received = new LinkedBlockingQueue<>();

    @Override
    public void handle(Message<T> message) {
        received.add(message.body());
        message.reply(null);
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
