package ai.llmd.wva.demo;

import ai.llmd.wva.simulation.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Lets time pass in a simulated world, on a thread of its own. Whoever wants to see or change the world asks here, so
 * that nothing in it is touched by two threads.
 */
final class WorldDriver implements AutoCloseable {
    private static final long TICK_MILLIS = 20;
    private static final long CLOSE_MILLIS = 1_000;

    private final SimulatedWorld world;
    private final WorldClock clock;
    private final LongSupplier nanoTime;
    private final double speed;
    private final PaceMeter meter;
    private final List<Runnable> listeners = new ArrayList<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(DemoThreads.daemon("wva-demo-world"));
    private VirtualTime time;

    /** A driver of a world that stands still until it is started. */
    WorldDriver(SimulatedWorld world, WorldClock clock, double speed, LongSupplier nanoTime) {
        this.world = world;
        this.clock = clock;
        this.speed = speed;
        this.nanoTime = nanoTime;
        this.meter = new PaceMeter(speed);
    }

    /** Has something done after each step, on the world's thread. To be called before the start. */
    void afterEachStep(Runnable listener) {
        listeners.add(listener);
    }

    /** Lets clients come and time pass. */
    void start() {
        thread.execute(this::begin);
        var unused = thread.scheduleWithFixedDelay(this::step, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Time 0 is now. */
    void begin() {
        time = new VirtualTime(speed, nanoTime.getAsLong());
        world.start();
        world.writeDownFromNowOn();
    }

    /** One step, as far as real time has gone. A fault of the program ends the run. */
    void step() {
        if (over.isCompletedExceptionally()) {
            return;
        }
        try {
            var untilMillis = time.step(nanoTime.getAsLong());
            world.agenda().runUntil(untilMillis);
            clock.set(untilMillis);
            meter.note(time.realMillis(), untilMillis);
            listeners.forEach(Runnable::run);
            if (untilMillis >= world.durationMillis()) {
                over.complete(null);
            }
        } catch (RuntimeException e) {
            over.completeExceptionally(e);
        }
    }

    /** Answers with what a function sees of the world, on its thread. */
    <T> CompletableFuture<T> ask(Function<SimulatedWorld, T> question) {
        return CompletableFuture.supplyAsync(() -> question.apply(world), thread);
    }

    /** Completes when the workload is over; fails by a fault of the program. */
    CompletableFuture<Void> over() {
        return over;
    }

    /** How fast virtual time really goes; read from any thread. */
    PaceMeter pace() {
        return meter;
    }

    @Override
    public void close() {
        thread.shutdown();
        DemoThreads.awaitEnd(thread, CLOSE_MILLIS);
    }
}
