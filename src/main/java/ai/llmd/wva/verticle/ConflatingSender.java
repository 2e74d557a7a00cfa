package ai.llmd.wva.verticle;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to a stage that may be slow: while one record is under way only the newest of the others waits, so nothing ever
 * queues up. A stage answers when it is done; one that does not answer in time counts as done. Used from one context.
 */
final class ConflatingSender<T> {
    private static final Logger LOG = LoggerFactory.getLogger(ConflatingSender.class);

    private final EventBus events;
    private final String address;
    private final DeliveryOptions delivery;
    private boolean busy;
    private T newest;
    private Promise<Void> idle = Promise.promise();

    ConflatingSender(EventBus events, String address, DeliveryOptions delivery) {
        this.events = events;
        this.address = address;
        this.delivery = delivery;
        idle.complete();
    }

    void send(T record) {
        if (busy) {
            if (newest != null) {
                LOG.atDebug().addKeyValue("address", address).log("stage is busy: an older record is dropped");
            }
            newest = record;
            return;
        }
        busy = true;
        if (idle.future().isComplete()) {
            idle = Promise.promise();
        }
        events.request(address, record, delivery).onComplete(answer -> {
            if (answer.failed()) {
                LOG.atWarn()
                        .addKeyValue("address", address)
                        .addKeyValue("error", answer.cause().getMessage())
                        .log("stage did not answer");
            }
            busy = false;
            var next = newest;
            newest = null;
            if (next == null) {
                idle.complete();
            } else {
                send(next);
            }
        });
    }

    /** Completes when nothing is under way and nothing waits. */
    Future<Void> whenIdle() {
        return idle.future();
    }
}
