package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.kubernetes.VariantReporter;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Applied;
import ai.llmd.wva.model.Applied.ToVariant;
import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.EventKind;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.MetricNames;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.ScaleRules;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@VertxTest
class ActuatorVerticleTest {
    private static final Duration BUS = Duration.ofSeconds(5);
    private static final VariantId OTHER = new VariantId("another", "other");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicBoolean leading = new AtomicBoolean(true);
    private final Recorder recorder = new Recorder();
    private final FakeScaler scaler = new FakeScaler(1);
    private final Inbox<Applied> applied = new Inbox<>();
    private final Clock clock = Clock.fixed(Fleets.NOW, ZoneOffset.UTC);
    private Vertx vertx;
    private Bus bus;
    private String deployment;

    private static final class Recorder implements VariantReporter {
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private final List<Long> cyclesWritten = new CopyOnWriteArrayList<>();
        private final CountDownLatch answers = new CountDownLatch(1);
        private volatile boolean slow;
        private volatile boolean refuses;
        private volatile boolean breaks;

        @Override
        public void termBegins() {
            calls.add("term");
        }

        @Override
        public StatusWrite writeStatus(Plan plan, Variant variant, Decision decision, Optional<ScaleRemark> scaling) {
            cyclesWritten.add(plan.cycle());
            if (slow) {
                try {
                    answers.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            if (breaks && variant.id().equals(SAMPLE)) {
                throw new IllegalStateException("broken");
            }
            if (refuses && variant.id().equals(SAMPLE)) {
                return StatusWrite.FAILED;
            }
            calls.add("status " + variant.id().name());
            return StatusWrite.WRITTEN;
        }

        @Override
        public boolean scaled(Variant variant, int from, Decision decision) {
            return calls.add(
                    "scaled " + from + " to " + decision.desiredReplicas().getAsInt());
        }

        @Override
        public boolean advised(Variant variant, Alternative advice) {
            return calls.add("advised " + DecisionText.alternative(advice));
        }

        @Override
        public boolean lacksCapacity(Variant variant, Decision decision) {
            return calls.add("short " + DecisionText.reason(decision));
        }

        @Override
        public boolean stuck(Variant variant, Caveat.StuckPods pods) {
            return calls.add("stuck " + String.join(" ", pods.pods()));
        }

        @Override
        public boolean heldBack(Variant variant, ControllerClaim claim) {
            return calls.add("held back for " + claim.holder());
        }

        @Override
        public boolean held(Variant variant, Decision decision) {
            return calls.add("held " + DecisionText.reason(decision));
        }

        @Override
        public void problem(Problem problem) {
            calls.add("problem " + problem);
        }
    }

    @BeforeEach
    void deploy(Vertx vertx) throws Exception {
        this.vertx = vertx;
        Bus.registerCodecs(vertx);
        bus = Bus.of(vertx, BUS);
        deployment = Futures.await(vertx.deployVerticle(actuator(Duration.ZERO, 2)));
        Futures.await(bus.applied().onEach(applied).completion());
        assertThat(recorder.calls).containsExactly("term");
        recorder.calls.clear();
    }

    private ActuatorVerticle actuator(Duration exportDelay, int workerCount) {
        return actuator(exportDelay, workerCount, MetricNames.INFERNO);
    }

    private ActuatorVerticle actuator(Duration exportDelay, int workerCount, MetricNames names) {
        return new ActuatorVerticle(
                recorder,
                ScaleSync.of(scaler, ScaleRules.DEFAULT),
                registry,
                leading::get,
                clock,
                exportDelay,
                BUS,
                workerCount,
                names);
    }

    /** Acts on a plan to the end. */
    private Applied act(Fleet fleet, Measurement measurement) throws Exception {
        publish(1, fleet, measurement);
        return applied.take();
    }

    private void publish(long cycle, Fleet fleet, Measurement measurement) {
        var observation = observation(cycle, fleet, measurement);
        bus.plans()
                .publish(new Planner(PlanningRules.DEFAULT)
                        .plan(observation, Memory.EMPTY, WorkLimit.NONE)
                        .plan());
    }

    @Test
    void showsTheFourSeriesOfAVariantAsAutoscalersReadThem() throws Exception {
        act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));

        assertThat(registry.scrape().lines())
                .contains(
                        "inferno_current_replicas{accelerator_type=\"A100\",namespace=\"llm-d-sim\","
                                + "variant_name=\"vllme-deployment\"} 1.0",
                        "inferno_desired_replicas{accelerator_type=\"A100\",namespace=\"llm-d-sim\","
                                + "variant_name=\"vllme-deployment\"} 2.0",
                        "inferno_desired_ratio{accelerator_type=\"A100\",namespace=\"llm-d-sim\","
                                + "variant_name=\"vllme-deployment\"} 2.0",
                        "inferno_replica_scaling_total{direction=\"up\",namespace=\"llm-d-sim\",reason=\"ttft\","
                                + "variant_name=\"vllme-deployment\"} 1.0");
        assertThat(recorder.calls).containsExactlyInAnyOrder("scaled 1 to 2", "status vllme-deployment");
    }

    @ParameterizedTest
    @EnumSource(MetricNames.class)
    void showsTheNumbersByTheNamesThatAreAskedForAndRemovesThemAll(MetricNames names) throws Exception {
        Futures.await(vertx.undeploy(deployment));
        var other = Futures.await(vertx.deployVerticle(actuator(Duration.ZERO, 2, names)));
        act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));

        assertThat(namesOfNumbers())
                .containsExactlyInAnyOrderElementsOf(Stream.of("current_replicas", "desired_replicas", "desired_ratio")
                        .flatMap(number -> names.of(number).stream())
                        .toList());
        for (var name : names.of("desired_ratio")) {
            assertThat(registry.get(name).gauge().value()).isEqualTo(2);
        }
        Futures.await(vertx.undeploy(other));
        assertThat(namesOfNumbers()).isEmpty();
    }

    private List<String> namesOfNumbers() {
        return registry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .filter(name -> name.matches("(inferno|wva)_(current|desired)_.*"))
                .toList();
    }

    @Test
    void theRatioFromNothingIsTheNumberItself() throws Exception {
        act(fleet(variant(SAMPLE, 0)), measured(load(60, 178)));
        assertThat(registry.get("inferno_desired_ratio").gauge().value()).isEqualTo(3);
    }

    @Test
    void countsADecisionOnceHoweverOftenItIsRepeated() throws Exception {
        for (int cycle = 0; cycle < 3; cycle++) {
            act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));
        }
        act(fleet(variant(SAMPLE, 2)), measured(Load.NONE));

        assertThat(registry.get("inferno_replica_scaling")
                        .tag("direction", "up")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("inferno_replica_scaling")
                        .tag("direction", "down")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(recorder.calls).containsSubsequence("scaled 1 to 2", "scaled 2 to 1");
    }

    @Test
    void aResourceThatWasMadeAnewStartsFromItsOwnReplicas() throws Exception {
        act(fleet(variant(SAMPLE, 1)), measured(load(90, 178)));
        recorder.calls.clear();
        act(fleet(variant(SAMPLE, "another", 1)), measured(load(40, 178)));
        assertThat(recorder.calls).contains("scaled 1 to 2");
    }

    @Test
    void whatASlowApiServerHasNotTakenYetGivesWayToANewerPlan() throws Exception {
        recorder.slow = true;
        var fleet = fleet(variant(SAMPLE, 1), variant(OTHER, 1), variant(new VariantId("a-third", "third"), 1));
        publish(1, fleet, measured(load(40, 178)));
        Awaitility.await().until(() -> recorder.cyclesWritten.size() == 2);
        publish(2, fleet, measured(load(90, 178)));
        Awaitility.await()
                .until(() -> registry.get("inferno_desired_replicas")
                                .tag("variant_name", "third")
                                .gauge()
                                .value()
                        == 4);
        recorder.answers.countDown();
        var first = applied.take();
        assertThat(first.cycle()).isEqualTo(1);
        assertThat(first.count(StatusWrite.WRITTEN)).isEqualTo(2);
        assertThat(first.count(StatusWrite.SKIPPED)).isEqualTo(1);
        var second = applied.take();
        assertThat(second.cycle()).isEqualTo(2);
        assertThat(second.count(StatusWrite.WRITTEN)).isEqualTo(3);
        assertThat(recorder.cyclesWritten).containsExactly(1L, 1L, 2L, 2L, 2L);
    }

    @Test
    void onlyTheNewestPlanWaitsForASlowApiServerAndWhoWasSkippedComesFirst() throws Exception {
        Futures.await(vertx.undeploy(deployment));
        Futures.await(vertx.deployVerticle(actuator(Duration.ZERO, 1)));
        recorder.slow = true;
        var fleet = fleet(variant(SAMPLE, 1), variant(OTHER, 1), variant(new VariantId("z-third", "third"), 1));
        publish(1, fleet, measured(load(40, 178)));
        Awaitility.await().until(() -> recorder.cyclesWritten.size() == 1);
        for (long cycle = 2; cycle <= 9; cycle++) {
            publish(cycle, fleet, measured(load(40, 178)));
        }
        Futures.await(bus.applied().newest().otherwiseEmpty());
        recorder.answers.countDown();

        assertThat(applied.take().count(StatusWrite.SKIPPED)).isEqualTo(2);
        assertThat(applied.take().cycle()).isEqualTo(9);
        assertThat(recorder.cyclesWritten).containsExactly(1L, 9L, 9L, 9L);
        assertThat(recorder.calls.stream().filter(call -> call.startsWith("status")))
                .containsExactly("status other", "status vllme-deployment", "status third", "status other");
    }

    @Test
    void publishesWhatWasDoneAndTheNewestOfItOnRequest() throws Exception {
        recorder.refuses = true;
        var done = act(fleet(variant(SAMPLE, 1), variant(OTHER, 2)), measured(load(40, 178)));

        assertThat(done.cycle()).isEqualTo(1);
        assertThat(done.begun()).isEqualTo(Fleets.NOW);
        assertThat(done.ended()).isEqualTo(Fleets.NOW);
        assertThat(done.variants())
                .containsExactly(
                        entry(OTHER, new ToVariant(OptionalInt.of(2), StatusWrite.WRITTEN, List.of())),
                        entry(SAMPLE, new ToVariant(OptionalInt.of(2), StatusWrite.FAILED, List.of(EventKind.SCALED))));
        assertThat(Futures.await(bus.applied().newest())).isSameAs(done);
    }

    @Test
    void aChangeThatWasSkippedIsToldWithTheNextPlan() throws Exception {
        recorder.slow = true;
        var third = new VariantId("z-third", "third");
        var fleet = fleet(variant(SAMPLE, 1), variant(OTHER, 1), variant(third, 1));
        publish(1, fleet, measured(load(40, 178)));
        Awaitility.await().until(() -> recorder.cyclesWritten.size() == 2);
        publish(2, fleet, measured(load(90, 178)));
        Futures.await(bus.applied().newest().otherwiseEmpty());
        recorder.answers.countDown();

        assertThat(applied.take().variants().get(third).events()).isEmpty();
        assertThat(applied.take().variants().get(third).events()).containsExactly(EventKind.SCALED);
        assertThat(recorder.calls.stream().filter(call -> call.startsWith("scaled")))
                .containsExactlyInAnyOrder(
                        "scaled 1 to 2", "scaled 1 to 2", "scaled 2 to 4", "scaled 2 to 4", "scaled 1 to 4");
    }

    @Test
    void seriesGoWithTheirVariant() throws Exception {
        act(fleet(variant(SAMPLE, 1), variant(OTHER, 1)), measured(load(40, 178)));
        assertThat(registry.scrape()).contains("variant_name=\"other\"");
        act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));
        assertThat(registry.scrape()).doesNotContain("variant_name=\"other\"").contains("vllme-deployment");
    }

    @Test
    void whatADecisionWasMadeFromIsShown() throws Exception {
        act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));

        assertThat(gauge("wva_arrival_rate")).isCloseTo(40 / 60.0, within(1e-9));
        assertThat(gauge("wva_replica_capacity")).isBetween(25 / 60.0, 26 / 60.0);
        assertThat(gauge("wva_ttft_target")).isEqualTo(0.5);
        assertThat(gauge("wva_itl_target")).isEqualTo(0.024);
        assertThat(gauge("wva_decision_timestamp")).isGreaterThanOrEqualTo((double) Fleets.NOW.getEpochSecond());
        assertThat(registry.scrape())
                .contains("wva_arrival_rate_requests_per_second{", "wva_ttft_target_seconds{", "wva_itl_seconds{");
    }

    @Test
    void loadThatIsNotKnownIsNotShownAsNone() throws Exception {
        act(fleet(variant(SAMPLE, 3)), new Unknown(Cause.MISSING, "no series"));

        assertThat(gauge("wva_arrival_rate")).isNaN();
        assertThat(gauge("wva_ttft")).isNaN();
        assertThat(gauge("wva_replica_capacity")).isNaN();
        assertThat(gauge("wva_ttft_target")).isEqualTo(0.5);
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    void aHeldDecisionIsShownToldAndMarked() throws Exception {
        act(fleet(variant(SAMPLE, 3)), new Unknown(Cause.MISSING, "no series"));

        assertThat(registry.get("inferno_desired_replicas").gauge().value()).isEqualTo(3);
        assertThat(registry.get("wva_decision_held").gauge().value()).isEqualTo(1);
        assertThat(registry.get("wva.variants").tag("outcome", "held").gauge().value())
                .isEqualTo(1);
        assertThat(recorder.calls).contains("held no series; current replicas held: 3");
    }

    @Test
    void adviceHasASeriesOfItsOwnAndNoneThatAnAutoscalerReads() throws Exception {
        var told = variant(SAMPLE, 1).withHandling(new Handling(Optional.of(Mode.ADVISORY), false));
        var done = act(fleet(told), measured(load(40, 178)));

        assertThat(registry.scrape().lines())
                .contains(
                        "wva_advised_replicas{accelerator_type=\"A100\",namespace=\"llm-d-sim\","
                                + "variant_name=\"vllme-deployment\"} 2.0",
                        "inferno_current_replicas{accelerator_type=\"A100\",namespace=\"llm-d-sim\","
                                + "variant_name=\"vllme-deployment\"} 1.0")
                .noneMatch(line -> line.startsWith("inferno_desired"))
                .noneMatch(line -> line.startsWith("inferno_replica_scaling_total"));
        assertThat(done.variants().get(SAMPLE).shownReplicas()).isEmpty();
        assertThat(recorder.calls).contains("scaled 1 to 2", "status vllme-deployment");
    }

    @Test
    void aModeThatChangesChangesTheSeriesWithTheNextPlan() throws Exception {
        var active = variant(SAMPLE, 1);
        var told = active.withHandling(new Handling(Optional.of(Mode.ADVISORY), false));

        act(fleet(active), measured(load(40, 178)));
        act(fleet(told), measured(load(90, 178)));
        assertThat(registry.find("inferno_desired_replicas").gauge()).isNull();
        assertThat(registry.get("wva_advised_replicas").gauge().value()).isEqualTo(4);

        act(fleet(active), measured(load(40, 178)));
        assertThat(registry.find("wva_advised_replicas").gauge()).isNull();
        assertThat(registry.get("inferno_desired_replicas").gauge().value()).isEqualTo(2);

        var advisory = new Settings(
                Duration.ofSeconds(60),
                false,
                true,
                Optional.empty(),
                Mode.ADVISORY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        act(fleet(advisory, active), measured(load(40, 178)));
        assertThat(registry.find("inferno_desired_replicas").gauge())
                .as("the default of all")
                .isNull();
    }

    @Test
    void whatTheControllerScalesItselfHasASeriesThatNoAutoscalerReads() throws Exception {
        var own = variant(SAMPLE, 1).withHandling(Handling.USUAL.withActuation(ActuationMode.SCALE));
        var done = act(fleet(own), measured(load(40, 178)));

        assertThat(registry.scrape().lines())
                .contains("wva_scaled_replicas{accelerator_type=\"A100\",namespace=\"llm-d-sim\","
                        + "variant_name=\"vllme-deployment\"} 2.0")
                .noneMatch(line -> line.startsWith("inferno_desired"))
                .anyMatch(line -> line.startsWith("inferno_replica_scaling_total"));
        assertThat(done.variants().get(SAMPLE).shownReplicas()).isEmpty();

        act(
                fleet(variant(SAMPLE, 1).withHandling(Handling.USUAL.withActuation(ActuationMode.BOTH))),
                measured(load(40, 178)));
        assertThat(registry.get("inferno_desired_replicas").gauge().value()).isEqualTo(2);
        assertThat(registry.find("wva_scaled_replicas").gauge()).isNull();
    }

    @Test
    void aFrozenNumberIsShownAsItWas() throws Exception {
        var frozen = variant(SAMPLE, 3).withHandling(new Handling(Optional.empty(), true));
        act(fleet(frozen), measured(load(400, 178)));

        assertThat(registry.get("inferno_desired_replicas").gauge().value()).isEqualTo(3);
        assertThat(registry.get("wva_decision_held").gauge().value()).isEqualTo(1);
        assertThat(registry.get("wva.variants").tag("outcome", "frozen").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void aBetterAcceleratorIsToldOnceAndLackingOnesEveryTime() throws Exception {
        var willing = Fleets.variant(SAMPLE, 2)
                .withAccelerators(new AcceleratorOptions(
                        Optional.of("A100"),
                        List.of(Fleets.A100, new PerformanceProfile("G2", 1, 4, 20.58, 0.41, Optional.empty())),
                        Optional.of(false)));
        act(fleet(willing), measured(load(40, 178)));
        act(fleet(willing), measured(load(40, 178)));
        assertThat(recorder.calls)
                .containsOnlyOnce("advised G2: 2 replicas, 46.00 cents/h")
                .noneMatch(call -> call.startsWith("short"));

        var plenty = fleet(willing);
        var scarce = new Fleet(
                2,
                plenty.variants(),
                plenty.accelerators(),
                plenty.serviceClasses(),
                new Capacity(new TreeMap<>(Map.of("NVIDIA-A100-PCIE-80GB", 1L))),
                plenty.settings(),
                plenty.problems());
        act(scarce, measured(load(40, 178)));
        act(scarce, measured(load(40, 178)));
        assertThat(recorder.calls.stream().filter(call -> call.startsWith("short")))
                .hasSize(2)
                .allMatch(call -> call.endsWith("it gets devices of NVIDIA-A100-PCIE-80GB for 1"));
        assertThat(registry.get("wva.plan.cost").gauge().value()).isEqualTo(40);
        assertThat(registry.get("wva.plan.incomplete").counter().count()).isZero();
    }

    @Test
    void stuckPodsAreCountedAndToldOnceForEachChangeOfThem() throws Exception {
        var fleet = fleet(variant(SAMPLE, 3));
        act(fleet, stuck("a"));
        var again = act(fleet, stuck("a"));
        assertThat(stuckPods()).isEqualTo(1);
        act(fleet, new Unknown(Cause.MISSING, "no series"));
        assertThat(stuckPods()).isZero();
        act(fleet, stuck("a"));
        act(fleet, stuck("a", "b"));
        assertThat(stuckPods()).isEqualTo(2);
        act(fleet, measured(load(40, 178)));
        assertThat(stuckPods()).isZero();
        act(fleet, stuck("a"));
        assertThat(recorder.calls.stream().filter(call -> call.startsWith("stuck")))
                .containsExactly("stuck a", "stuck a b", "stuck a");
        assertThat(again.variants().get(SAMPLE).events()).doesNotContain(EventKind.PODS_STUCK);

        act(fleet(variant(OTHER, 1)), measured(load(40, 178)));
        assertThat(registry.scrape())
                .contains("wva_stuck_pods{namespace=\"another\",variant_name=\"other\"} 0.0")
                .doesNotContain("vllme-deployment");
    }

    private double stuckPods() {
        return registry.get("wva_stuck_pods").gauge().value();
    }

    private static Measurement stuck(String... pods) {
        return new Measured(load(40, 178), Duration.ZERO, 3, 3, List.of(new Caveat.StuckPods(List.of(pods))));
    }

    @Test
    void oneVariantsRefusedStatusDoesNotTouchAnother() throws Exception {
        recorder.refuses = true;
        act(fleet(variant(SAMPLE, 1), variant(OTHER, 1)), measured(load(40, 178)));

        assertThat(recorder.calls).contains("status other").doesNotContain("status vllme-deployment");
        assertThat(registry.get("wva.status.failures").counter().count()).isEqualTo(1);
        assertThat(registry.get("inferno_desired_replicas")
                        .tag("variant_name", "vllme-deployment")
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void aReporterThatBreaksCostsItsOwnReportOnly() throws Exception {
        recorder.breaks = true;
        act(fleet(variant(SAMPLE, 1), variant(OTHER, 1)), measured(load(40, 178)));
        assertThat(recorder.calls).contains("status other", "scaled 1 to 2");
        assertThat(registry.get("wva.status.failures").counter().count()).isEqualTo(1);
    }

    @Test
    void aNewLeaderShowsNothingUntilTheLastOnesSeriesAreForgotten() throws Exception {
        Futures.await(vertx.undeploy(deployment));
        var delay = Duration.ofSeconds(2);
        Futures.await(vertx.deployVerticle(actuator(delay, 2)));

        var hidden = act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));
        assertThat(registry.scrape()).doesNotContain("inferno_desired_replicas{");
        assertThat(hidden.variants().get(SAMPLE).shownReplicas()).isEmpty();
        assertThat(recorder.calls).contains("status vllme-deployment");
        Awaitility.await().until(() -> registry.scrape().contains("inferno_desired_replicas{"));
        assertThat(registry.get("inferno_desired_replicas").gauge().value()).isEqualTo(2);
    }

    @Test
    void withoutLeadershipNothingIsShownOrWritten() throws Exception {
        act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));
        recorder.calls.clear();
        leading.set(false);
        Awaitility.await().until(() -> !registry.scrape().contains("inferno_desired_replicas"));

        var before = Futures.await(bus.applied().newest());
        publish(2, fleet(variant(SAMPLE, 1)), measured(load(90, 178)));
        // answered by the actuator, so behind the plan
        assertThat(Futures.await(bus.applied().newest())).isSameAs(before);
        assertThat(registry.scrape()).doesNotContain("inferno_desired_replicas");
        assertThat(recorder.calls).isEmpty();
    }

    @Test
    void takesItsSeriesAlongWhenItGoes() throws Exception {
        act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));
        Futures.await(vertx.undeploy(deployment));
        assertThat(registry.scrape()).doesNotContain("vllme-deployment").doesNotContain("wva_variants");
    }
}
