package ai.llmd.wva.verticle;

import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Observation;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the fleet once per interval, and at once when a declaration changed, and publishes what it saw. One
 * measurement runs at a time; what asks for another meanwhile gets one, not several, right after.
 */
public final class CollectorVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(CollectorVerticle.class);
    private static final long NO_TIMER = -1;

    private final Supplier<MetricsSource> sources;
    private final Clock clock;
    private final Duration limit;
    private final Duration wakeInterval;
    private final Duration busTimeout;
    private final ClockPace pace;
    private final Conflater<Fleet> measuring = new Conflater<>(due -> ask());
    private MetricsSource source;
    private Topic<Observation> observations;
    private Fleet fleet;
    private long timer = NO_TIMER;
    private Duration interval = Duration.ZERO;
    private long waking = NO_TIMER;
    private long cycle;
    private boolean stopping;

    /**
     * Makes the verticle.
     *
     * @param limit after which a measurement is given up; longer than the source's own limits
     * @param wakeInterval between two looks at what waits for variants without replicas
     * @param pace of the clock that the interval and the wakeInterval are measured by; the limit is a wait for others
     */
    public CollectorVerticle(
            Supplier<MetricsSource> sources,
            Clock clock,
            Duration limit,
            Duration wakeInterval,
            Duration busTimeout,
            ClockPace pace) {
        this.sources = sources;
        this.clock = clock;
        this.limit = limit;
        this.wakeInterval = wakeInterval;
        this.busTimeout = busTimeout;
        this.pace = pace;
    }

    @Override
    public Future<?> start() {
        var bus = Bus.of(vertx, busTimeout);
        source = sources.get();
        var context = vertx.getOrCreateContext();
        source.onChange(() -> context.runOnContext(go -> measureAgain()));
        observations = bus.observations();
        var sleepers = new SleepWatch(source, clock, limit);
        waking = vertx.setPeriodic(pace.timerMillis(wakeInterval), tick -> look(sleepers));
        return bus.fleets().follow(this::accept, none -> LOG.info("no fleet yet: waiting for the Kubernetes caches"));
    }

    private void accept(Fleet newer) {
        if (fleet != null && newer.generation() <= fleet.generation()) {
            return;
        }
        boolean changed = fleet == null || Declaration.changed(fleet, newer);
        fleet = newer;
        rearm(newer.settings().interval());
        if (changed) {
            measure();
        }
    }

    private void rearm(Duration wanted) {
        if (wanted.equals(interval)) {
            return;
        }
        interval = wanted;
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
        }
        timer = vertx.setPeriodic(pace.timerMillis(wanted), tick -> measure());
    }

    private void look(SleepWatch sleepers) {
        if (fleet != null) {
            sleepers.look(fleet).onSuccess(woken -> {
                if (woken) {
                    measure();
                }
            });
        }
    }

    private void measureAgain() {
        if (fleet != null) {
            measure();
        }
    }

    private void measure() {
        measuring.accept(fleet);
    }

    private Future<Void> ask() {
        if (stopping) {
            return Future.succeededFuture();
        }
        var measured = fleet;
        var number = ++cycle;
        var at = clock.instant();
        LOG.atDebug()
                .addKeyValue("cycle", number)
                .addKeyValue("variants", measured.variants().size())
                .addKeyValue("fleetGeneration", measured.generation())
                .log("cycle starts");
        return Future.<Void>succeededFuture()
                .compose(go -> source.measure(measured, at).timeout(limit.toMillis(), TimeUnit.MILLISECONDS))
                .map(measurements -> new Observation(number, at, measured, measurements))
                .onSuccess(observations::publish)
                .onFailure(error -> LOG.atError()
                        .setCause(error)
                        .addKeyValue("cycle", number)
                        .log("measuring failed: no plan this cycle, all decisions stay in force"))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    @Override
    public Future<?> stop() {
        stopping = true;
        vertx.cancelTimer(waking);
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
        }
        return measuring.whenIdle().eventually(source::close);
    }
}
