package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.ScaleText;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.fixture.LogLines;
import ai.llmd.wva.fixture.SettableClock;
import ai.llmd.wva.kubernetes.AcceptingReporter;
import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.Applied;
import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.MetricNames;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.ReplicaLimits;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.ScaleRules;
import ai.llmd.wva.model.ScaleWrite;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which targets the actuator writes itself, and how far at a time. 40 requests a minute take 2 replicas, 90 take 4. */
@VertxTest
class ActuatorScalingTest {
    private static final Duration BUS = Duration.ofSeconds(5);
    private static final VariantId OTHER = new VariantId("another", "other");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicBoolean leading = new AtomicBoolean(true);
    private final FakeScaler scaler = new FakeScaler(1);
    private final Inbox<Applied> applied = new Inbox<>();
    private final Map<VariantId, String> told = new ConcurrentHashMap<>();
    private final SettableClock clock = new SettableClock(Fleets.NOW);

    @RegisterExtension
    private final LogLines lines = new LogLines(DirectScaling.class.getName(), Level.WARN);

    private Bus bus;

    @BeforeEach
    void deploy(Vertx vertx) throws Exception {
        Bus.registerCodecs(vertx);
        bus = Bus.of(vertx, BUS);
        var reporter = new AcceptingReporter() {
            @Override
            public StatusWrite writeStatus(
                    Plan plan, Variant variant, Decision decision, Optional<ScaleRemark> scaling) {
                told.put(variant.id(), scaling.map(ScaleText::of).orElse(""));
                return StatusWrite.WRITTEN;
            }
        };
        var targets = new ScaleSync(scaler, ScaleRules.DEFAULT, Duration.ofMillis(20));
        Futures.await(vertx.deployVerticle(new ActuatorVerticle(
                reporter, targets, registry, leading::get, clock, Duration.ZERO, BUS, 2, MetricNames.INFERNO)));
        Futures.await(bus.applied().onEach(applied).completion());
    }

    private static Variant scaled(VariantId id, int replicas) {
        return variant(id, replicas).withHandling(Handling.USUAL.withActuation(ActuationMode.SCALE));
    }

    private static Variant followed(Variant variant) {
        return variant.withTarget(new TargetState.Found(1, 1, List.of(), Optional.of(new Autoscaler("hpa", 1, 10))));
    }

    private Applied act(long cycle, double requestsPerMinute, Fleet fleet) throws Exception {
        bus.plans()
                .publish(new Planner(PlanningRules.DEFAULT)
                        .plan(
                                observation(cycle, fleet, measured(load(requestsPerMinute, 178))),
                                Memory.EMPTY,
                                WorkLimit.NONE)
                        .plan());
        return applied.take();
    }

    private double failures(String reason) {
        return registry.get("wva.scale.failures")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private List<String> warnings() {
        return lines.events().stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void writesTheDecisionWhereItsOwnerAsksForThatAndNowhereElse() throws Exception {
        act(1, 40, fleet(scaled(SAMPLE, 1), variant(OTHER, 1)));

        assertThat(scaler.writes).containsExactly("vllme-deployment 1 -> 2");
        assertThat(registry.get("wva.scale.writes").counter().count()).isEqualTo(1);
        assertThat(told).containsEntry(SAMPLE, "").containsEntry(OTHER, "");
    }

    @Test
    void theSettingCountsForVariantsThatSayNothing() throws Exception {
        var settings = Fleets.SETTINGS.withActuation(ActuationMode.BOTH);
        var metrics = variant(OTHER, 1).withHandling(Handling.USUAL.withActuation(ActuationMode.METRICS));
        act(1, 40, fleet(settings, variant(SAMPLE, 1), metrics));

        assertThat(scaler.writes).containsExactly("vllme-deployment 1 -> 2");
        assertThat(registry.get("inferno_desired_replicas")
                        .tag("variant_name", SAMPLE.name())
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void whatIsThereAlreadyIsNotWrittenAgain() throws Exception {
        act(1, 40, fleet(scaled(SAMPLE, 2)));
        scaler.replicas.put(SAMPLE, 2);
        act(2, 40, fleet(scaled(SAMPLE, 1)));

        assertThat(scaler.writes).as("nor where the cache lags behind").isEmpty();
        assertThat(registry.get("wva.scale.writes").counter().count()).isZero();
    }

    @Test
    void goesUpAtTheRateOfAnAutoscalerWithoutWaitingForTheNextCycle() throws Exception {
        act(1, 400, fleet(scaled(SAMPLE, 1)));
        assertThat(scaler.writes).containsExactly("vllme-deployment 1 -> 5");
        assertThat(told.get(SAMPLE)).startsWith("asked for 5 now: at most 4 more or twice as many in 15 s");

        clock.advance(Duration.ofSeconds(15));
        Awaitility.await().until(() -> scaler.replicas.get(SAMPLE) == 10);
        clock.advance(Duration.ofSeconds(15));
        Awaitility.await().until(() -> scaler.replicas.get(SAMPLE) == 16);
        act(2, 400, fleet(scaled(SAMPLE, 16)));
        assertThat(told).containsEntry(SAMPLE, "");
        assertThat(scaler.writes).hasSize(3);
    }

    @Test
    void goesDownWhenNothingMoreWasDecidedForFiveMinutes() throws Exception {
        scaler.replicas.put(SAMPLE, 4);
        act(1, 90, fleet(scaled(SAMPLE, 4)));
        clock.advance(Duration.ofSeconds(60));
        act(2, 40, fleet(scaled(SAMPLE, 4)));
        assertThat(told).containsEntry(SAMPLE, "asked for 4 now: more were decided within 5 minutes");
        clock.advance(Duration.ofSeconds(239));
        act(3, 40, fleet(scaled(SAMPLE, 4)));
        assertThat(scaler.writes).isEmpty();

        clock.advance(Duration.ofSeconds(2));
        Awaitility.await().until(() -> scaler.writes.equals(List.of("vllme-deployment 4 -> 2")));
    }

    @Test
    void whereAnAutoscalerActsNothingIsWrittenWhichIsLoggedOnce() throws Exception {
        act(1, 40, fleet(followed(scaled(SAMPLE, 1))));
        act(2, 90, fleet(followed(scaled(SAMPLE, 1))));

        var why = "not scaled by the controller, since HorizontalPodAutoscaler hpa acts on the same target; delete it,"
                + " or set actuation to metrics";
        assertThat(scaler.writes).isEmpty();
        assertThat(told).containsEntry(SAMPLE, why);
        assertThat(warnings()).containsExactly(why);

        act(3, 40, fleet(scaled(SAMPLE, 1)));
        assertThat(scaler.writes).hasSize(1);
    }

    @Test
    void anAutoscalerThatAppearedAfterThePlanWasMadeCounts() throws Exception {
        var later = fleet(followed(scaled(SAMPLE, 1)));
        bus.fleets()
                .publish(new Fleet(
                        7,
                        later.variants(),
                        later.accelerators(),
                        later.serviceClasses(),
                        later.settings(),
                        later.problems()));
        act(1, 40, fleet(scaled(SAMPLE, 1)));
        assertThat(scaler.writes).isEmpty();
    }

    @Test
    void whatActsOnTheTargetMustBeKnown() throws Exception {
        var unread = scaled(SAMPLE, 1)
                .withTarget(new TargetState.Found(
                        1,
                        1,
                        1,
                        List.of(),
                        Optional.empty(),
                        PodTemplate.UNKNOWN,
                        Optional.of("HorizontalPodAutoscalers cannot be read")));
        act(1, 40, fleet(unread));
        assertThat(scaler.writes).isEmpty();
        assertThat(told.get(SAMPLE)).contains("not known").endsWith("HorizontalPodAutoscalers cannot be read");
    }

    @Test
    void neitherAdviceNorAFrozenNumberIsWritten() throws Exception {
        var asked = Handling.USUAL.withActuation(ActuationMode.SCALE);
        var advisory = variant(SAMPLE, 1)
                .withHandling(new Handling(
                        Optional.of(Mode.ADVISORY),
                        false,
                        asked.calibration(),
                        asked.resetMark(),
                        asked.drainWithin(),
                        asked.actuation()));
        var frozen = variant(OTHER, 1)
                .withHandling(new Handling(
                        Optional.empty(),
                        true,
                        asked.calibration(),
                        asked.resetMark(),
                        asked.drainWithin(),
                        asked.actuation()));
        act(1, 90, fleet(advisory, frozen));
        assertThat(scaler.writes).isEmpty();
        assertThat(told)
                .containsEntry(SAMPLE, "")
                .containsEntry(OTHER, "not scaled by the controller, since the variant is frozen");
    }

    @Test
    void aMissingTargetIsLeftAlone() throws Exception {
        act(1, 90, fleet(scaled(SAMPLE, 1).withTarget(new TargetState.Missing("gone"))));
        assertThat(scaler.writes).isEmpty();
        assertThat(told).containsEntry(SAMPLE, "");
    }

    @Test
    void theBoundsOfTheVariantHold() throws Exception {
        scaler.replicas.put(SAMPLE, 9);
        var bounded = scaled(SAMPLE, 9)
                .withLimits(new ReplicaLimits(OptionalInt.of(2), OptionalInt.of(6), OptionalInt.empty()));
        act(1, 400, fleet(bounded));
        assertThat(scaler.writes).containsExactly("vllme-deployment 9 -> 6");
    }

    @Test
    void aWriteThatFailsIsToldCountedTriedAgainAndCostsNobodyElse() throws Exception {
        scaler.failing.put(SAMPLE, new ScaleWrite.Failed(ScaleWrite.Reason.FORBIDDEN, "deployments.apps is forbidden"));
        act(1, 40, fleet(scaled(SAMPLE, 1), scaled(OTHER, 1)));

        assertThat(scaler.writes).containsExactly("other 1 -> 2");
        assertThat(told.get(SAMPLE))
                .isEqualTo("not scaled, since the controller may not get and update deployments/scale: install the"
                        + " component deploy/direct-actuation");
        assertThat(failures("forbidden")).isEqualTo(1);
        assertThat(warnings()).hasSize(1);

        act(2, 40, fleet(scaled(SAMPLE, 1), scaled(OTHER, 2)));
        assertThat(failures("forbidden")).isEqualTo(2);
        assertThat(warnings()).as("once").hasSize(1);

        scaler.failing.put(SAMPLE, new ScaleWrite.Failed(ScaleWrite.Reason.CONFLICT, "modified"));
        act(3, 40, fleet(scaled(SAMPLE, 1), scaled(OTHER, 2)));
        assertThat(failures("conflict")).isGreaterThanOrEqualTo(1);
        scaler.failing.clear();
        act(4, 40, fleet(scaled(SAMPLE, 1), scaled(OTHER, 2)));
        assertThat(scaler.writes).containsExactly("other 1 -> 2", "vllme-deployment 1 -> 2");
        assertThat(told).containsEntry(SAMPLE, "");
    }

    @Test
    void aTermThatEndsWhileTheScaleIsReadWritesNothing() throws Exception {
        scaler.beforeWriting = () -> leading.set(false);
        act(1, 40, fleet(scaled(SAMPLE, 1)));
        assertThat(scaler.writes).isEmpty();
    }

    @Test
    void aScalerThatBreaksCostsNoStatus() throws Exception {
        scaler.beforeWriting = () -> {
            throw new IllegalStateException("broken");
        };
        act(1, 40, fleet(scaled(SAMPLE, 1), variant(OTHER, 1)));
        assertThat(told).containsKeys(SAMPLE, OTHER);
    }
}
