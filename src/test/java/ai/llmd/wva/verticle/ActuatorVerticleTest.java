package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Memory;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.planning.Planner;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@VertxTest
class ActuatorVerticleTest {
    private static final Duration BUS = Duration.ofSeconds(5);
    private static final VariantId OTHER = new VariantId("another", "other");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicBoolean leading = new AtomicBoolean(true);
    private final Recorder recorder = new Recorder();
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
        public boolean writeStatus(Plan plan, Variant variant, Decision decision) {
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
                return false;
            }
            calls.add("status " + variant.id().name());
            return true;
        }

        @Override
        public void scaled(Variant variant, int from, Decision decision) {
            calls.add("scaled " + from + " to " + decision.desiredReplicas().getAsInt());
        }

        @Override
        public void advised(Variant variant, Alternative advice) {
            calls.add("advised " + DecisionText.alternative(advice));
        }

        @Override
        public void lacksCapacity(Variant variant, Decision decision) {
            calls.add("short " + DecisionText.reason(decision));
        }

        @Override
        public void held(Variant variant, Decision decision) {
            calls.add("held " + DecisionText.reason(decision));
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
        deployment = Futures.await(
                vertx.deployVerticle(new ActuatorVerticle(recorder, registry, leading::get, Duration.ZERO, BUS, 2)));
        assertThat(recorder.calls).containsExactly("term");
        recorder.calls.clear();
    }

    /** Completes when the actuator has answered. */
    private void act(Fleet fleet, Measurement measurement) throws Exception {
        Futures.await(begin(1, fleet, measurement));
    }

    private Future<Void> begin(long cycle, Fleet fleet, Measurement measurement) {
        var plan = Planner.plan(observation(cycle, fleet, measurement), Memory.EMPTY)
                .plan();
        var acted = Promise.<Void>promise();
        vertx.runOnContext(go -> {
            var plans = bus.plans();
            plans.send(plan);
            plans.whenIdle().onComplete(acted);
        });
        return acted.future();
    }

    @Test
    void shows_the_four_series_of_a_variant_as_autoscalers_read_them() throws Exception {
        act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));

        assertThat(registry.scrape().lines())
                .contains(
                        "inferno_current_replicas{accelerator_type=\"A100\",namespace=\"llm-d-sim\",variant_name=\"vllme-deployment\"} 1.0",
                        "inferno_desired_replicas{accelerator_type=\"A100\",namespace=\"llm-d-sim\",variant_name=\"vllme-deployment\"} 2.0",
                        "inferno_desired_ratio{accelerator_type=\"A100\",namespace=\"llm-d-sim\",variant_name=\"vllme-deployment\"} 2.0",
                        "inferno_replica_scaling_total{direction=\"up\",namespace=\"llm-d-sim\",reason=\"ttft\",variant_name=\"vllme-deployment\"} 1.0");
        assertThat(recorder.calls).containsExactlyInAnyOrder("scaled 1 to 2", "status vllme-deployment");
    }

    @Test
    void the_ratio_from_nothing_is_the_number_itself() throws Exception {
        act(fleet(variant(SAMPLE, 0)), measured(load(60, 178)));
        assertThat(registry.get("inferno_desired_ratio").gauge().value()).isEqualTo(3);
    }

    @Test
    void counts_a_decision_once_however_often_it_is_repeated() throws Exception {
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
    void a_resource_that_was_made_anew_starts_from_its_own_replicas() throws Exception {
        act(fleet(variant(SAMPLE, 1)), measured(load(90, 178)));
        recorder.calls.clear();
        act(fleet(variant(SAMPLE, "another", 1)), measured(load(40, 178)));
        assertThat(recorder.calls).contains("scaled 1 to 2");
    }

    @Test
    void what_a_slow_api_server_has_not_taken_yet_gives_way_to_a_newer_plan() throws Exception {
        recorder.slow = true;
        var fleet = fleet(variant(SAMPLE, 1), variant(OTHER, 1), variant(new VariantId("a-third", "third"), 1));
        var first = begin(1, fleet, measured(load(40, 178)));
        Awaitility.await().until(() -> recorder.cyclesWritten.size() == 2);
        var second = begin(2, fleet, measured(load(90, 178)));
        Awaitility.await()
                .until(() -> registry.get("inferno_desired_replicas")
                                .tag("variant_name", "third")
                                .gauge()
                                .value()
                        == 4);
        recorder.answers.countDown();
        Futures.await(first);
        Futures.await(second);
        assertThat(recorder.cyclesWritten).containsExactly(1L, 1L, 2L, 2L, 2L);
    }

    @Test
    void series_go_with_their_variant() throws Exception {
        act(fleet(variant(SAMPLE, 1), variant(OTHER, 1)), measured(load(40, 178)));
        assertThat(registry.scrape()).contains("variant_name=\"other\"");
        act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));
        assertThat(registry.scrape()).doesNotContain("variant_name=\"other\"").contains("vllme-deployment");
    }

    @Test
    void a_held_decision_is_shown_told_and_marked() throws Exception {
        act(fleet(variant(SAMPLE, 3)), new Unknown(Cause.MISSING, "no series"));

        assertThat(registry.get("inferno_desired_replicas").gauge().value()).isEqualTo(3);
        assertThat(registry.get("wva_decision_held").gauge().value()).isEqualTo(1);
        assertThat(registry.get("wva.variants").tag("outcome", "held").gauge().value())
                .isEqualTo(1);
        assertThat(recorder.calls).contains("held no series; current replicas held: 3");
    }

    @Test
    void a_better_accelerator_is_told_once_and_lacking_ones_every_time() throws Exception {
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
    void one_variants_refused_status_does_not_touch_another() throws Exception {
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
    void a_reporter_that_breaks_costs_its_own_report_only() throws Exception {
        recorder.breaks = true;
        act(fleet(variant(SAMPLE, 1), variant(OTHER, 1)), measured(load(40, 178)));
        assertThat(recorder.calls).contains("status other", "scaled 1 to 2");
        assertThat(registry.get("wva.status.failures").counter().count()).isEqualTo(1);
    }

    @Test
    void a_new_leader_shows_nothing_until_the_last_ones_series_are_forgotten() throws Exception {
        Futures.await(vertx.undeploy(deployment));
        var delay = Duration.ofSeconds(2);
        Futures.await(vertx.deployVerticle(new ActuatorVerticle(recorder, registry, leading::get, delay, BUS, 2)));

        act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));
        assertThat(registry.scrape()).doesNotContain("inferno_desired_replicas{");
        assertThat(recorder.calls).contains("status vllme-deployment");
        Awaitility.await().until(() -> registry.scrape().contains("inferno_desired_replicas{"));
        assertThat(registry.get("inferno_desired_replicas").gauge().value()).isEqualTo(2);
    }

    @Test
    void without_leadership_nothing_is_shown_or_written() throws Exception {
        act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));
        recorder.calls.clear();
        leading.set(false);
        Awaitility.await().until(() -> !registry.scrape().contains("inferno_desired_replicas"));

        act(fleet(variant(SAMPLE, 1)), measured(load(90, 178)));
        assertThat(registry.scrape()).doesNotContain("inferno_desired_replicas");
        assertThat(recorder.calls).isEmpty();
    }

    @Test
    void takes_its_series_along_when_it_goes() throws Exception {
        act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));
        Futures.await(vertx.undeploy(deployment));
        assertThat(registry.scrape()).doesNotContain("vllme-deployment").doesNotContain("wva_variants");
    }
}
