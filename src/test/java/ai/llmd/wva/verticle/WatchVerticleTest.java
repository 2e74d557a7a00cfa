package ai.llmd.wva.verticle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.fixture.LogLines;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ch.qos.logback.classic.Level;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@VertxTest
class WatchVerticleTest {
    private static final Duration BUS = Duration.ofSeconds(5);

    @RegisterExtension
    final LogLines lines = new LogLines(WatchVerticle.class.getName(), Level.DEBUG);

    private final FakeFleets source = new FakeFleets();
    private final LinkedBlockingQueue<Fleet> fleets = new LinkedBlockingQueue<>();
    private Vertx vertx;
    private Bus bus;
    private WatchVerticle verticle;
    private String watch;

    /** Fleets of generations 1, 2, ..., one each time that it is read. */
    private static final class FakeFleets implements FleetSource {
        private final CompletableFuture<Void> seen = new CompletableFuture<>();
        private final AtomicLong generation = new AtomicLong();
        private volatile Runnable listener = () -> {};
        private final Semaphore failures = new Semaphore(0);
        private volatile boolean broken;
        private volatile boolean closed;

        @Override
        public CompletionStage<Void> start() {
            return seen;
        }

        @Override
        public boolean synced() {
            return seen.isDone();
        }

        @Override
        public void onChange(Runnable listener) {
            this.listener = listener;
        }

        @Override
        public Fleet read() {
            if (broken) {
                failures.release();
                throw new IllegalStateException("not now");
            }
            var made = Fleets.fleet(Fleets.SETTINGS, Fleets.sample());
            return new Fleet(
                    generation.incrementAndGet(),
                    made.variants(),
                    made.accelerators(),
                    made.serviceClasses(),
                    made.settings(),
                    made.problems());
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @BeforeEach
    void deploy(Vertx vertx) throws Exception {
        this.vertx = vertx;
        Bus.registerCodecs(vertx);
        bus = Bus.of(vertx, BUS);
        Futures.await(bus.fleets().onEach(fleets::add).completion());
        verticle = new WatchVerticle(source, Duration.ofMillis(5), BUS);
        watch = Futures.await(vertx.deployVerticle(verticle));
    }

    private Fleet next() throws InterruptedException {
        var fleet = fleets.poll(20, TimeUnit.SECONDS);
        assertThat(fleet).isNotNull();
        return fleet;
    }

    @Test
    void toBeStoppedBeforeEverythingWasSeenIsNoError() throws Exception {
        Futures.await(vertx.undeploy(watch));
        source.seen.completeExceptionally(new IllegalStateException("informer manually stopped before starting"));

        await().untilAsserted(
                        () -> assertThat(lines.texts()).containsExactly("DEBUG stopped before the caches were synced"));
    }

    @Test
    void saysNothingBeforeEverythingHasBeenSeen() throws Exception {
        source.listener.run();
        var early = bus.fleets().newest();
        assertThat(early.transform(answer -> Future.succeededFuture(answer.failed())))
                .satisfies(failed -> assertThat(Futures.await(failed)).isTrue());
        source.seen.complete(null);

        var fleet = next();
        assertThat(fleet.generation()).isEqualTo(1);
        assertThat(fleet.variants()).containsOnlyKeys(Fleets.SAMPLE);
        assertThat(Futures.await(bus.fleets().newest())).isSameAs(fleet);
    }

    @Test
    void changesCloseTogetherMakeOneFleet() throws Exception {
        source.seen.complete(null);
        long first = next().generation();
        vertx.runOnContext(go -> {
            for (int change = 0; change < 50; change++) {
                source.listener.run();
            }
        });
        assertThat(next().generation()).isEqualTo(first + 1);
    }

    @Test
    void whatCannotBeReadLeavesTheLastFleetAndTheNextChangeIsReadAgain() throws Exception {
        source.seen.complete(null);
        var first = next();
        source.broken = true;
        source.listener.run();
        assertThat(source.failures.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Futures.await(bus.fleets().newest())).isSameAs(first);
        source.broken = false;
        source.listener.run();
        assertThat(next().generation()).isEqualTo(2);
    }

    @Test
    void whoeverTakesOverFindsAFleetThatWasReadSince() throws Exception {
        Futures.await(vertx.deployVerticle(new FreshFleet(verticle)));
        source.seen.complete(null);
        var before = next();

        Futures.await(vertx.deployVerticle(new FreshFleet(verticle)));

        assertThat(Futures.await(bus.fleets().newest()).generation()).isEqualTo(before.generation() + 1);
    }

    @Test
    void aFleetThatCannotBeReadDelaysNobody() throws Exception {
        source.seen.complete(null);
        var before = next();
        source.broken = true;

        Futures.await(vertx.deployVerticle(new FreshFleet(verticle)));

        assertThat(Futures.await(bus.fleets().newest())).isSameAs(before);
    }

    @Test
    void closesTheSourceWhenItStops() throws Exception {
        Futures.await(vertx.undeploy(watch));
        assertThat(source.closed).isTrue();
    }
}
