package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.NOW;
import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@VertxTest
class CollectorVerticleTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration BUS = Duration.ofSeconds(5);

    private final Inbox<Observation> inbox = new Inbox<>();
    private final FakeSource source = new FakeSource();
    private final CollectorVerticle collector = new CollectorVerticle(
            () -> source, Clock.fixed(NOW, ZoneOffset.UTC), LIMIT, Duration.ofMillis(20), BUS, ClockPace.REAL);
    private Topic<Fleet> fleets;

    /** Answers with what the test gives it, else at once with no load. */
    private static final class FakeSource implements MetricsSource {
        private final Queue<Future<SortedMap<VariantId, Measurement>>> answers = new ArrayDeque<>();
        private volatile Context context;
        private int asked;
        private boolean closed;
        private volatile Runnable listener;
        private volatile Future<SortedSet<VariantId>> awaited = Future.succeededFuture(new TreeSet<>());
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public synchronized Future<SortedMap<VariantId, Measurement>> measure(Fleet fleet, Instant now) {
            asked++;
            context = Vertx.currentContext();
            var answer = answers.poll();
            return answer == null ? Future.succeededFuture(none(fleet)) : answer;
        }

        static SortedMap<VariantId, Measurement> none(Fleet fleet) {
            return new TreeMap<>(
                    Fleets.observation(1, fleet, Fleets.measured(Load.NONE)).measurements());
        }

        @Override
        public Future<SortedSet<VariantId>> awaited(Fleet fleet, SortedSet<VariantId> asleep, Instant now) {
            looks.incrementAndGet();
            return awaited;
        }

        @Override
        public void onChange(Runnable listener) {
            this.listener = listener;
        }

        @Override
        public Future<Void> close() {
            closed = true;
            return Future.succeededFuture();
        }
    }

    private static Fleet fleet(long generation, Duration interval, Variant... variants) {
        var settings = new Settings(interval, false, true, Optional.empty());
        var made = Fleets.fleet(settings, variants);
        return new Fleet(
                generation,
                made.variants(),
                made.accelerators(),
                made.serviceClasses(),
                made.settings(),
                made.problems());
    }

    private static Fleet hourly(long generation, Variant... variants) {
        return fleet(generation, Duration.ofHours(1), variants);
    }

    @BeforeEach
    void listen(Vertx vertx) throws Exception {
        Bus.registerCodecs(vertx);
        var bus = Bus.of(vertx, BUS);
        fleets = bus.fleets();
        Futures.await(fleets.open());
        Futures.await(bus.observations().onEach(inbox).completion());
    }

    private void publish(Fleet fleet) {
        fleets.publish(fleet);
    }

    @Test
    void asksForTheFleetThatWasPublishedBeforeItCame(Vertx vertx) throws Exception {
        publish(hourly(7, Fleets.sample()));
        Futures.await(vertx.deployVerticle(collector));

        var observation = inbox.take();
        assertThat(observation.cycle()).isEqualTo(1);
        assertThat(observation.at()).isEqualTo(NOW);
        assertThat(observation.fleet().generation()).isEqualTo(7);
        assertThat(observation.measurements()).containsOnlyKeys(SAMPLE);
    }

    @Test
    void byAFasterClockAnIntervalIsOverSooner(Vertx vertx) throws Exception {
        var hour = Duration.ofHours(1);
        var pace = new ClockPace(hour.toMillis() / 20.0);
        Futures.await(vertx.deployVerticle(
                new CollectorVerticle(() -> source, Clock.fixed(NOW, ZoneOffset.UTC), LIMIT, hour, BUS, pace)));
        publish(hourly(1, Fleets.variant(SAMPLE, 1)));

        assertThat(inbox.take().cycle()).isEqualTo(1);
        assertThat(inbox.take().cycle()).isEqualTo(2);
        assertThat(inbox.take().fleet().settings().interval()).isEqualTo(hour);
    }

    @Test
    void measuresAtOnceWhenTheSourceSaysThatItIsWorthWhile(Vertx vertx) throws Exception {
        Futures.await(vertx.deployVerticle(collector));
        source.listener.run();
        publish(hourly(1, Fleets.variant(SAMPLE, 1)));
        assertThat(inbox.take().cycle()).isEqualTo(1);
        source.listener.run();
        assertThat(inbox.take().cycle()).isEqualTo(2);
    }

    @Test
    void measuresAtOnceWhenADeclarationChangesButNotWhenPodsComeAndGo(Vertx vertx) throws Exception {
        Futures.await(vertx.deployVerticle(collector));
        publish(hourly(1, Fleets.variant(SAMPLE, 1)));
        assertThat(inbox.take().cycle()).isEqualTo(1);

        publish(hourly(2, Fleets.variant(SAMPLE, 2)));
        publish(hourly(3, Fleets.variant(SAMPLE, 2), Fleets.variant(new VariantId("ns", "new"), 1)));
        var second = inbox.take();
        assertThat(second.cycle()).isEqualTo(2);
        assertThat(second.fleet().generation()).isEqualTo(3);
    }

    @Test
    void measuresAtOnceWhenAVariantIsFrozenOrItsModeChanges(Vertx vertx) throws Exception {
        Futures.await(vertx.deployVerticle(collector));
        publish(hourly(1, Fleets.variant(SAMPLE, 1)));
        assertThat(inbox.take().cycle()).isEqualTo(1);

        publish(hourly(2, Fleets.variant(SAMPLE, 1).withHandling(new Handling(Optional.empty(), true))));
        assertThat(inbox.take().fleet().generation()).isEqualTo(2);
        publish(hourly(3, Fleets.variant(SAMPLE, 1).withHandling(new Handling(Optional.of(Mode.ADVISORY), true))));
        assertThat(inbox.take().fleet().generation()).isEqualTo(3);
    }

    @Test
    void measuresAtOnceAndOnceWhenRequestsWaitForAVariantWithoutReplicas(Vertx vertx) throws Exception {
        Futures.await(vertx.deployVerticle(collector));
        publish(hourly(1, Fleets.variant(SAMPLE, 0)));
        assertThat(inbox.take().cycle()).isEqualTo(1);

        source.awaited = Future.succeededFuture(new TreeSet<>(Set.of(SAMPLE)));
        assertThat(inbox.take().cycle()).isEqualTo(2);
        int looks = source.looks.get();
        Awaitility.await().until(() -> source.looks.get() > looks + 3);
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void aFailedLookForWaitingRequestsCostsNothing(Vertx vertx) throws Exception {
        source.awaited = Future.failedFuture("refused");
        Futures.await(vertx.deployVerticle(collector));
        publish(hourly(1, Fleets.variant(SAMPLE, 0)));
        assertThat(inbox.take().cycle()).isEqualTo(1);
        Awaitility.await().until(() -> source.looks.get() > 2);

        source.awaited = Future.succeededFuture(new TreeSet<>(Set.of(SAMPLE)));
        assertThat(inbox.take().cycle()).isEqualTo(2);
    }

    @Test
    void nothingIsLookedForWhileEveryVariantHasReplicas(Vertx vertx) throws Exception {
        Futures.await(vertx.deployVerticle(collector));
        publish(hourly(1, Fleets.variant(SAMPLE, 1)));
        inbox.take();
        publish(hourly(2, Fleets.variant(SAMPLE, 1), Fleets.variant(new VariantId("ns", "asleep"), 0)));
        inbox.take();
        Awaitility.await().until(() -> source.looks.get() > 0);

        assertThat(SleepWatch.asleep(hourly(1, Fleets.variant(SAMPLE, 1)))).isEmpty();
    }

    @Test
    void followsTheIntervalOfTheSettings(Vertx vertx) throws Exception {
        Futures.await(vertx.deployVerticle(collector));
        publish(hourly(1, Fleets.sample()));
        inbox.take();
        publish(fleet(2, Duration.ofMillis(10), Fleets.sample()));
        for (long cycle = 2; cycle <= 5; cycle++) {
            assertThat(inbox.take().cycle()).isEqualTo(cycle);
        }
    }

    @Test
    void aSlowSourceDelaysButNeverQueuesUp(Vertx vertx) throws Exception {
        var slow = Promise.<SortedMap<VariantId, Measurement>>promise();
        source.answers.add(slow.future());
        Futures.await(vertx.deployVerticle(collector));
        var first = hourly(1, Fleets.sample());
        publish(first);
        for (int generation = 2; generation < 10; generation++) {
            publish(hourly(generation, Fleets.variant(new VariantId("ns", "v" + generation), 1)));
        }
        Awaitility.await().until(() -> source.context != null);
        // on the collector's own context, so behind what was published
        source.context.runOnContext(go -> slow.complete(FakeSource.none(first)));

        assertThat(inbox.take().fleet().generation()).isEqualTo(1);
        assertThat(inbox.take().fleet().generation()).isEqualTo(9);
        assertThat(inbox.isEmpty()).isTrue();
        assertThat(source.asked).isEqualTo(2);
    }

    @Test
    void aSourceThatFailsOrThrowsCostsOneCycle(Vertx vertx) throws Exception {
        source.answers.add(Future.failedFuture("broken"));
        Futures.await(vertx.deployVerticle(collector));
        publish(fleet(1, Duration.ofMillis(10), Fleets.sample()));
        assertThat(inbox.take().cycle()).isEqualTo(2);
    }

    @Test
    void aSourceThatNeverAnswersDoesNotStopTheLoop(Vertx vertx) throws Exception {
        source.answers.add(Promise.<SortedMap<VariantId, Measurement>>promise().future());
        Futures.await(vertx.deployVerticle(collector));
        publish(fleet(1, Duration.ofMillis(10), Fleets.sample()));
        assertThat(inbox.take().cycle()).isEqualTo(2);
    }

    @Test
    void finishesItsCycleBeforeItStops(Vertx vertx) throws Exception {
        var slow = Promise.<SortedMap<VariantId, Measurement>>promise();
        source.answers.add(slow.future());
        var id = Futures.await(vertx.deployVerticle(collector));
        var fleet = Fleets.fleet(SETTINGS, Fleets.sample());
        publish(fleet);
        Awaitility.await().until(() -> source.asked == 1);

        var stopped = vertx.undeploy(id);
        assertThat(stopped.isComplete()).isFalse();
        assertThat(source.closed).isFalse();
        slow.complete(FakeSource.none(fleet));
        Futures.await(stopped);
        assertThat(inbox.take().cycle()).isEqualTo(1);
        assertThat(source.closed).isTrue();
    }
}
