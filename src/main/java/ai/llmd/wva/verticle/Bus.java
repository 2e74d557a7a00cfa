package ai.llmd.wva.verticle;

import ai.llmd.wva.journal.PlannedCycle;
import ai.llmd.wva.model.Applied;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Plan;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;

/**
 * The only place that knows addresses, codecs and delivery options. Records cross by reference: they are immutable and
 * never leave the process.
 */
public final class Bus {
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
                .registerDefaultCodec(Plan.class, new ReferenceCodec<>("wva-plan"))
                .registerDefaultCodec(Applied.class, new ReferenceCodec<>("wva-applied"))
                .registerDefaultCodec(PlannedCycle.class, new ReferenceCodec<>("wva-planned"));
    }

    public static Bus of(Vertx vertx, Duration timeout) {
        return new Bus(vertx.eventBus(), timeout);
    }

    Topic<Fleet> fleets() {
        return topic("wva.fleet");
    }

    Topic<Observation> observations() {
        return topic("wva.observation");
    }

    Topic<Plan> plans() {
        return topic("wva.plan");
    }

    /** Each plan with what it came from. */
    Topic<PlannedCycle> planned() {
        return topic("wva.planned");
    }

    /** What was done about each plan. */
    Topic<Applied> applied() {
        return topic("wva.applied");
    }

    private <T> Topic<T> topic(String address) {
        return new Topic<>(events, address, delivery);
    }
}
