package ai.llmd.wva.verticle;

import ai.llmd.wva.journal.PlannedCycle;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.page.PageJson;
import ai.llmd.wva.page.PageState;
import ai.llmd.wva.page.http.EventHub;
import ai.llmd.wva.page.http.PageDesk;
import ai.llmd.wva.page.view.ChangeView;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the live page shows up to date, on a thread of its own, and tells those who look at it. Runs on every
 * replica. A fault of it, such as a taken port, costs the page only.
 */
public final class PageVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(PageVerticle.class);

    /** Changes this close together are one: a plan, and what becomes of it. */
    private static final long GATHERED_MILLIS = 50;

    /** Between two events that tell of changes. */
    private static final long LEAST_BETWEEN_MILLIS = 250;

    /** How often it is looked whether the status of anything changed, or who leads: nobody tells of these. */
    private static final long LOOK_MILLIS = 1000;

    /** Looking takes no more than this part of the time. */
    private static final long LEAST_REST = 20;

    private static final long ALIVE_MILLIS = 15_000;
    private static final long SLOWEST_MILLIS = 30_000;

    private final PageState state;
    private final PagePort.Maker ports;
    private final int maxStreams;
    private final Clock clock;
    private final Duration busTimeout;
    private final Conflater<Fleet> fleets = new Conflater<>(this::declared);
    private final List<ChangeView> untold = new ArrayList<>();
    private WorkerExecutor worker;
    private PageDesk desk;
    private EventHub hub;
    private PagePort port;
    private boolean scheduled;
    private boolean forced;
    private long lastToldNanos = System.nanoTime();
    private long lastTookMillis;

    /** An event before it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // never changed, and compared by nobody
    private record Numbered(long number, String event, byte[] json) {}

    /**
     * Makes the verticle.
     *
     * @param ports makes the port that serves it
     * @param maxStreams of events at a time
     */
    public PageVerticle(PageState state, PagePort.Maker ports, int maxStreams, Clock clock, Duration busTimeout) {
        this.state = state;
        this.ports = ports;
        this.maxStreams = maxStreams;
        this.clock = clock;
        this.busTimeout = busTimeout;
    }

    @Override
    public Future<?> start() {
        worker = vertx.createSharedWorkerExecutor("wva-page", 1, SLOWEST_MILLIS, TimeUnit.MILLISECONDS);
        desk = new PageDesk(state, worker, clock);
        hub = new EventHub(desk, maxStreams);
        vertx.setPeriodic(LOOK_MILLIS, tick -> look());
        vertx.setPeriodic(ALIVE_MILLIS, tick -> hub.alive());
        var bus = Bus.of(vertx, busTimeout);
        port = ports.make(vertx, desk, hub);
        return bus.fleets()
                .follow(fleets::accept)
                .compose(listening -> bus.planned().onEach(this::planned).completion())
                // what is written about a plan is in the status from then on
                .compose(listening -> bus.applied().onEach(done -> schedule()).completion())
                // which may fail, and is tried again
                .compose(listening -> port.open());
    }

    private Future<Void> declared(Fleet fleet) {
        return told((known, now) -> {
            known.declared(fleet, now);
            return List.of();
        });
    }

    private void planned(PlannedCycle cycle) {
        told((known, now) -> known.planned(cycle, now)).onSuccess(done -> forced = true);
    }

    private Future<Void> told(BiFunction<PageState, Instant, List<ChangeView>> news) {
        return desk.ask(news)
                .onSuccess(changes -> {
                    if (hub.isHeard()) {
                        untold.addAll(changes);
                    }
                    schedule();
                })
                .onFailure(error -> LOG.atError().setCause(error).log("the live page cannot be updated"))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private void schedule() {
        if (scheduled) {
            return;
        }
        scheduled = true;
        vertx.setTimer(Math.max(GATHERED_MILLIS, LEAST_BETWEEN_MILLIS - millisSince(lastToldNanos)), tick -> tell());
    }

    private void look() {
        if (!scheduled && hub.isHeard() && millisSince(lastToldNanos) >= LEAST_REST * lastTookMillis) {
            scheduled = true;
            tell();
        }
    }

    /** Nobody looks: then nothing need be worked out; who comes is told all. */
    private void tell() {
        scheduled = false;
        lastToldNanos = System.nanoTime();
        if (!hub.isHeard()) {
            untold.clear();
            return;
        }
        boolean anyway = forced;
        forced = false;
        var changes = List.copyOf(untold);
        untold.clear();
        desk.ask((known, now) -> events(known.change(now, anyway), changes))
                .onSuccess(events -> events.forEach(one -> hub.publish(one.number(), one.event(), one.json())))
                .onFailure(error -> LOG.atError().setCause(error).log("the live page cannot send updates"))
                .onComplete(done -> lastTookMillis = millisSince(lastToldNanos));
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private List<Numbered> events(Optional<byte[]> change, List<ChangeView> changes) {
        var events = new ArrayList<Numbered>();
        change.ifPresent(json -> events.add(new Numbered(hub.nextNumber(), "change", json)));
        changes.forEach(one -> events.add(new Numbered(hub.nextNumber(), "decision", PageJson.bytes(one))));
        return events;
    }

    /** The port that it listens on; empty while it does not. */
    public Optional<Integer> actualPort() {
        return port.actualPort();
    }

    @Override
    public Future<?> stop() {
        hub.close();
        return port.close().eventually(worker::close);
    }
}
