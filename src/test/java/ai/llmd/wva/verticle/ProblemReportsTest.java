package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.kubernetes.AcceptingReporter;
import ai.llmd.wva.model.Applied;
import ai.llmd.wva.model.ConfigMapName;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.MetricNames;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.ScaleRules;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.Subject;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is wrong with a declaration is told when it is declared: no cycle is waited for, and a mended one was told
 * too.
 */
@VertxTest
class ProblemReportsTest {
    private static final Duration BUS = Duration.ofSeconds(5);
    private static final Problem BROKEN = new Problem(
            new Subject.Entry(new ConfigMapName("wva", "service-classes-config"), "premium.yaml"),
            Effect.LAST_GOOD,
            "has no name");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicBoolean leading = new AtomicBoolean(true);
    private final Recorder recorder = new Recorder();
    private final Inbox<Applied> applied = new Inbox<>();
    private Bus bus;

    private static final class Recorder extends AcceptingReporter {
        private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        private volatile CountDownLatch hold = new CountDownLatch(0);

        @Override
        public StatusWrite writeStatus(Plan plan, Variant variant, Decision decision, Optional<ScaleRemark> scaling) {
            calls.add("status " + variant.id().name() + " " + ProblemText.losses(variant.problems()));
            try {
                hold.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return StatusWrite.WRITTEN;
        }

        @Override
        public void problem(Problem problem) {
            calls.add("problem " + ProblemText.full(problem));
        }

        String next() throws InterruptedException {
            return calls.poll(20, TimeUnit.SECONDS);
        }
    }

    @BeforeEach
    void deploy(Vertx vertx) throws Exception {
        Bus.registerCodecs(vertx);
        bus = Bus.of(vertx, BUS);
        var clock = Clock.fixed(Fleets.NOW, ZoneOffset.UTC);
        Futures.await(vertx.deployVerticle(new ActuatorVerticle(
                recorder,
                ScaleSync.of(new FakeScaler(1), ScaleRules.DEFAULT),
                registry,
                leading::get,
                clock,
                Duration.ZERO,
                BUS,
                2,
                MetricNames.INFERNO)));
        Futures.await(bus.applied().onEach(applied).completion());
    }

    @Test
    void aBrokenEntryIsToldBeforeAnyCycleAndOnlyOnce() throws Exception {
        bus.fleets().publish(broken(1));
        assertThat(recorder.next()).isEqualTo("problem " + ProblemText.full(BROKEN));
        assertThat(problems()).isEqualTo(1);

        bus.fleets().publish(broken(2));
        bus.fleets().publish(good(3));
        act(good(3));
        assertThat(recorder.next()).isEqualTo("status vllme-deployment ");
        assertThat(problems()).isZero();
    }

    @Test
    void theVariantsThatItConcernsShowItAtOnceWithTheDecisionThatTheyHave() throws Exception {
        act(good(1));
        recorder.calls.clear();

        bus.fleets().publish(broken(2));
        assertThat(List.of(recorder.next(), recorder.next()))
                .containsExactlyInAnyOrder(
                        "problem " + ProblemText.full(BROKEN), "status vllme-deployment " + ProblemText.full(BROKEN));

        bus.fleets().publish(good(3));
        assertThat(recorder.next()).isEqualTo("status vllme-deployment ");
        assertThat(recorder.calls).isEmpty();
    }

    @Test
    void aPlanFromBeforeDoesNotTakeItBack() throws Exception {
        bus.fleets().publish(broken(2));
        assertThat(recorder.next()).startsWith("problem ");

        act(good(1));
        assertThat(recorder.calls).contains("status vllme-deployment " + ProblemText.full(BROKEN));
        assertThat(problems()).isEqualTo(1);
    }

    @Test
    void noVariantsStatusIsWrittenTwiceAtOnce() throws Exception {
        recorder.hold = new CountDownLatch(1);
        publish(good(1));
        assertThat(recorder.next()).isEqualTo("status vllme-deployment ");
        bus.fleets().publish(broken(2));
        assertThat(recorder.next()).as("Events wait for nobody").startsWith("problem ");
        recorder.hold.countDown();
        applied.take();

        assertThat(recorder.next()).isEqualTo("status vllme-deployment " + ProblemText.full(BROKEN));
    }

    @Test
    void aStandbyTellsNothing() throws Exception {
        act(good(1));
        recorder.calls.clear();
        leading.set(false);

        bus.fleets().publish(broken(2));
        // answered by the actuator, so behind the fleet
        Futures.await(bus.applied().newest());
        assertThat(recorder.calls).isEmpty();
        assertThat(problems()).isZero();
    }

    private void act(Fleet fleet) throws Exception {
        publish(fleet);
        applied.take();
    }

    private void publish(Fleet fleet) {
        var seen = observation(fleet.generation(), fleet, measured(load(40, 178)));
        bus.plans()
                .publish(new Planner(PlanningRules.DEFAULT)
                        .plan(seen, Memory.EMPTY, WorkLimit.NONE)
                        .plan());
    }

    private double problems() {
        return registry.get("wva.configuration.problems").gauge().value();
    }

    private static Fleet good(long generation) {
        return fleet(generation, List.of(), variant(SAMPLE, 1));
    }

    private static Fleet broken(long generation) {
        return fleet(generation, List.of(BROKEN), variant(SAMPLE, 1).withProblems(List.of(BROKEN)));
    }

    private static Fleet fleet(long generation, List<Problem> problems, Variant variant) {
        var fleet = Fleets.fleet(variant);
        return new Fleet(
                generation,
                fleet.variants(),
                fleet.accelerators(),
                fleet.serviceClasses(),
                fleet.capacity(),
                fleet.settings(),
                problems);
    }
}
