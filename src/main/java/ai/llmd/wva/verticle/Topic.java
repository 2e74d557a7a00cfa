package ai.llmd.wva.verticle;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;

/**
 * A record that one stage publishes and any number of rooms may read: each as it is published, or the newest when it is
 * asked for. No reader delays or steals from another. Published from one context.
 */
final class Topic<T> {
    private static final int NONE_YET = 503;

    private final EventBus events;
    private final String address;
    private final DeliveryOptions delivery;
    private T newest;

    Topic(EventBus events, String address, DeliveryOptions delivery) {
        this.events = events;
        this.address = address;
        this.delivery = delivery;
    }

    private String request() {
        return address + ".newest";
    }

    /** For the stage that publishes: answers those who ask for the newest record, from now on. */
    Future<Void> open() {
        return events.<Void>localConsumer(request(), this::answer).completion();
    }

    private void answer(Message<Void> message) {
        if (newest == null) {
            message.fail(NONE_YET, "nothing was published on " + address + " yet");
        } else {
            message.reply(newest, delivery);
        }
    }

    /** Tells everyone who listens; nobody may be listening. */
    void publish(T record) {
        newest = record;
        events.publish(address, record, delivery);
    }

    /** Hears each record from now on; a reader that is slow conflates on its own side ({@link Conflater}). */
    MessageConsumer<T> onEach(Handler<T> handler) {
        return events.<T>localConsumer(address, message -> handler.handle(message.body()));
    }

    /**
     * Hears the newest record, if there is one, and each from now on; completes when it listens.
     *
     * @param none told why there is no newest one
     */
    Future<Void> follow(Handler<T> handler, Handler<Throwable> none) {
        return onEach(handler)
                .completion()
                .onSuccess(listening -> newest().onSuccess(handler).onFailure(none));
    }

    /** Likewise, where it need not be known that there is none. */
    Future<Void> follow(Handler<T> handler) {
        return follow(handler, none -> {});
    }

    /** The newest record; fails when there is none yet, or nobody who publishes it. */
    Future<T> newest() {
        return events.<T>request(request(), null, delivery).map(Message::body);
    }
}
