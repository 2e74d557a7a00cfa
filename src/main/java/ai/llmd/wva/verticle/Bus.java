package ai.llmd.wva.verticle;

import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Plan;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;

/**
 * The only place that knows addresses, codecs and delivery options. Records cross by reference: they are immutable and
 * never leave the process.
 */
public final class Bus {
    private static final String FLEET = "wva.fleet";
    private static final String FLEET_NOW = "wva.fleet.now";
    private static final String OBSERVATION = "wva.observation";
    private static final String PLAN = "wva.plan";

    private final EventBus events;
    private final DeliveryOptions delivery;

    private Bus(EventBus events, Duration timeout) {
        this.events = events;
        this.delivery = new DeliveryOptions().setSendTimeout(timeout.toMillis()).setLocalOnly(true);
    }

    /** Registers the codecs of the records; once for each Vertx. */
    public static void registerCodecs(Vertx vertx) {
        vertx.eventBus()
                .registerDefaultCodec(Fleet.class, new ReferenceCodec<>("wva-fleet"))
                .registerDefaultCodec(Observation.class, new ReferenceCodec<>("wva-observation"))
                .registerDefaultCodec(Plan.class, new ReferenceCodec<>("wva-plan"));
    }

    public static Bus of(Vertx vertx, Duration timeout) {
        return new Bus(vertx.eventBus(), timeout);
    }

    /** Tells everyone who listens; nobody may be listening. */
    void publish(Fleet fleet) {
        events.publish(FLEET, fleet, delivery);
    }

    MessageConsumer<Fleet> onFleet(Handler<Fleet> handler) {
        return events.<Fleet>localConsumer(FLEET, message -> handler.handle(message.body()));
    }

    /** Answers those who come late and ask for the newest fleet. */
    MessageConsumer<Void> onFleetRequest(Handler<Message<Void>> handler) {
        return events.localConsumer(FLEET_NOW, handler);
    }

    /** The newest fleet; fails when there is none yet. */
    Future<Fleet> requestFleet() {
        return events.<Fleet>request(FLEET_NOW, null, delivery).map(Message::body);
    }

    ConflatingSender<Observation> observations() {
        return new ConflatingSender<>(events, OBSERVATION, delivery);
    }

    MessageConsumer<Observation> onObservation(Handler<Message<Observation>> handler) {
        return events.localConsumer(OBSERVATION, handler);
    }

    ConflatingSender<Plan> plans() {
        return new ConflatingSender<>(events, PLAN, delivery);
    }

    MessageConsumer<Plan> onPlan(Handler<Message<Plan>> handler) {
        return events.localConsumer(PLAN, handler);
    }
}
