package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.simulation.Scenes;
import ai.llmd.wva.simulation.SimulatedWorld;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorldDriverTest {
    private static final Instant START = Instant.parse("2026-11-29T08:00:00Z");
    private static final double SPEED = 50;

    private final AtomicLong nanos = new AtomicLong(1);
    private final WorldClock clock = new WorldClock(START);
    private final SimulatedWorld world = new SimulatedWorld(Scenes.of(DemoWorkloads.staged(List.of(), 60, 2), 1));
    private final WorldDriver driver = new WorldDriver(world, clock, SPEED, nanos::get);

    WorldDriverTest() {
        world.populate(replica -> {});
    }

    @AfterEach
    void close() throws InterruptedException {
        driver.close();
    }

    /** By hand, in place of the driver's own thread. */
    private void pass(long realMillis) {
        for (var passed = 0L; passed < realMillis; passed += 20) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(20));
            driver.step();
        }
    }

    @Test
    void theWorldAndItsClockGoTogether() {
        var steps = new AtomicInteger();
        driver.afterEachStep(steps::incrementAndGet);
        driver.begin();
        pass(400);

        assertThat(clock.virtualMillis()).isEqualTo(20_000, within(1e-3));
        assertThat(world.agenda().nowMillis()).isEqualTo(clock.virtualMillis());
        assertThat(clock.instant()).isEqualTo(START.plusMillis((long) clock.virtualMillis()));
        assertThat(world.ledger().size()).isBetween(20, 65);
        assertThat(steps).hasValue(20);
        assertThat(driver.over()).isNotDone();
    }

    @Test
    void endsWhenTheWorkloadDoesAndTimePassesOn() {
        driver.begin();
        pass(1_400);

        assertThat(driver.over()).isCompleted();
        assertThat(clock.virtualMillis()).isGreaterThan(60_000);
    }

    @Test
    void aFaultEndsTheRunAndStopsTime() {
        driver.begin();
        driver.afterEachStep(() -> {
            throw new IllegalStateException("a fault");
        });
        pass(100);

        assertThat(driver.over()).isCompletedExceptionally();
        assertThat(clock.virtualMillis()).isEqualTo(1_000, within(1e-3));
    }

    @Test
    void whoAsksSeesTheWorldOnItsThread() {
        assertThat(driver.ask(its -> Thread.currentThread().getName()).join()).isEqualTo("wva-demo-world");
        assertThat(driver.ask(its -> its.cluster().deployments().get(0).spec()).join())
                .isEqualTo(1);
    }
}
