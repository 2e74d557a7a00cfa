package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.EventKind;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.MetricNames;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.VariantId;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is shown of a plan to those who read metrics. */
@VertxTest
class ActuatorSeriesTest {
    private static final VariantId OTHER = new VariantId("another", "other");

    private final ActuatorFixture actuator = new ActuatorFixture();

    @BeforeEach
    void deploy(Vertx vertx) throws Exception {
        actuator.begin(vertx);
    }

    @Test
    void showsTheFourSeriesOfAVariantAsAutoscalersReadThem() throws Exception {
        actuator.act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));

        assertThat(actuator.registry.scrape().lines())
                .contains(
                        "inferno_current_replicas{accelerator_type=\"A100\",namespace=\"llm-d-sim\","
                                + "variant_name=\"vllme-deployment\"} 1.0",
                        "inferno_desired_replicas{accelerator_type=\"A100\",namespace=\"llm-d-sim\","
                                + "variant_name=\"vllme-deployment\"} 2.0",
                        "inferno_desired_ratio{accelerator_type=\"A100\",namespace=\"llm-d-sim\","
                                + "variant_name=\"vllme-deployment\"} 2.0",
                        "inferno_replica_scaling_total{direction=\"up\",namespace=\"llm-d-sim\",reason=\"ttft\","
                                + "variant_name=\"vllme-deployment\"} 1.0");
        assertThat(actuator.reporter.calls).containsExactlyInAnyOrder("scaled 1 to 2", "status vllme-deployment");
    }

    @ParameterizedTest
    @EnumSource(MetricNames.class)
    void showsTheNumbersByTheNamesThatAreAskedForAndRemovesThemAll(MetricNames names) throws Exception {
        actuator.undeploy();
        actuator.deploy(Duration.ZERO, 2, names);
        actuator.act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));

        assertThat(namesOfNumbers())
                .containsExactlyInAnyOrderElementsOf(Stream.of("current_replicas", "desired_replicas", "desired_ratio")
                        .flatMap(number -> names.of(number).stream())
                        .toList());
        for (var name : names.of("desired_ratio")) {
            assertThat(actuator.registry.get(name).gauge().value()).isEqualTo(2);
        }
        actuator.undeploy();
        assertThat(namesOfNumbers()).isEmpty();
    }

    private List<String> namesOfNumbers() {
        return actuator.registry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .filter(name -> name.matches("(inferno|wva)_(current|desired)_.*"))
                .toList();
    }

    @Test
    void theRatioFromNothingIsTheNumberItself() throws Exception {
        actuator.act(fleet(variant(SAMPLE, 0)), measured(load(60, 178)));
        assertThat(actuator.registry.get("inferno_desired_ratio").gauge().value())
                .isEqualTo(3);
    }

    @Test
    void countsADecisionOnceHoweverOftenItIsRepeated() throws Exception {
        for (int cycle = 0; cycle < 3; cycle++) {
            actuator.act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));
        }
        actuator.act(fleet(variant(SAMPLE, 2)), measured(Load.NONE));

        assertThat(actuator.registry
                        .get("inferno_replica_scaling")
                        .tag("direction", "up")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(actuator.registry
                        .get("inferno_replica_scaling")
                        .tag("direction", "down")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(actuator.reporter.calls).containsSubsequence("scaled 1 to 2", "scaled 2 to 1");
    }

    @Test
    void seriesGoWithTheirVariant() throws Exception {
        actuator.act(fleet(variant(SAMPLE, 1), variant(OTHER, 1)), measured(load(40, 178)));
        assertThat(actuator.registry.scrape()).contains("variant_name=\"other\"");
        actuator.act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));
        assertThat(actuator.registry.scrape())
                .doesNotContain("variant_name=\"other\"")
                .contains("vllme-deployment");
    }

    @Test
    void whatADecisionWasMadeFromIsShown() throws Exception {
        actuator.act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));

        assertThat(gauge("wva_arrival_rate")).isCloseTo(40 / 60.0, within(1e-9));
        assertThat(gauge("wva_replica_capacity")).isBetween(25 / 60.0, 26 / 60.0);
        assertThat(gauge("wva_ttft_target")).isEqualTo(0.5);
        assertThat(gauge("wva_itl_target")).isEqualTo(0.024);
        assertThat(gauge("wva_decision_timestamp")).isGreaterThanOrEqualTo((double) Fleets.NOW.getEpochSecond());
        assertThat(actuator.registry.scrape())
                .contains("wva_arrival_rate_requests_per_second{", "wva_ttft_target_seconds{", "wva_itl_seconds{");
    }

    @Test
    void loadThatIsNotKnownIsNotShownAsNone() throws Exception {
        actuator.act(fleet(variant(SAMPLE, 3)), new Unknown(Cause.MISSING, "no series"));

        assertThat(gauge("wva_arrival_rate")).isNaN();
        assertThat(gauge("wva_ttft")).isNaN();
        assertThat(gauge("wva_replica_capacity")).isNaN();
        assertThat(gauge("wva_ttft_target")).isEqualTo(0.5);
    }

    private double gauge(String name) {
        return actuator.registry.get(name).gauge().value();
    }

    @Test
    void aHeldDecisionIsShownToldAndMarked() throws Exception {
        actuator.act(fleet(variant(SAMPLE, 3)), new Unknown(Cause.MISSING, "no series"));

        assertThat(actuator.registry.get("inferno_desired_replicas").gauge().value())
                .isEqualTo(3);
        assertThat(actuator.registry.get("wva_decision_held").gauge().value()).isEqualTo(1);
        assertThat(actuator.registry
                        .get("wva.variants")
                        .tag("outcome", "held")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(actuator.reporter.calls).contains("held no series; current replicas held: 3");
    }

    @Test
    void adviceHasASeriesOfItsOwnAndNoneThatAnAutoscalerReads() throws Exception {
        var told = variant(SAMPLE, 1).withHandling(new Handling(Optional.of(Mode.ADVISORY), false));
        var done = actuator.act(fleet(told), measured(load(40, 178)));

        assertThat(actuator.registry.scrape().lines())
                .contains(
                        "wva_advised_replicas{accelerator_type=\"A100\",namespace=\"llm-d-sim\","
                                + "variant_name=\"vllme-deployment\"} 2.0",
                        "inferno_current_replicas{accelerator_type=\"A100\",namespace=\"llm-d-sim\","
                                + "variant_name=\"vllme-deployment\"} 1.0")
                .noneMatch(line -> line.startsWith("inferno_desired"))
                .noneMatch(line -> line.startsWith("inferno_replica_scaling_total"));
        assertThat(done.variants().get(SAMPLE).shownReplicas()).isEmpty();
        assertThat(actuator.reporter.calls).contains("scaled 1 to 2", "status vllme-deployment");
    }

    @Test
    void aModeThatChangesChangesTheSeriesWithTheNextPlan() throws Exception {
        var active = variant(SAMPLE, 1);
        var told = active.withHandling(new Handling(Optional.of(Mode.ADVISORY), false));

        actuator.act(fleet(active), measured(load(40, 178)));
        actuator.act(fleet(told), measured(load(90, 178)));
        assertThat(actuator.registry.find("inferno_desired_replicas").gauge()).isNull();
        assertThat(actuator.registry.get("wva_advised_replicas").gauge().value())
                .isEqualTo(4);

        actuator.act(fleet(active), measured(load(40, 178)));
        assertThat(actuator.registry.find("wva_advised_replicas").gauge()).isNull();
        assertThat(actuator.registry.get("inferno_desired_replicas").gauge().value())
                .isEqualTo(2);

        var advisory = new Settings(
                Duration.ofSeconds(60),
                false,
                true,
                Optional.empty(),
                Mode.ADVISORY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        actuator.act(fleet(advisory, active), measured(load(40, 178)));
        assertThat(actuator.registry.find("inferno_desired_replicas").gauge())
                .as("the default of all")
                .isNull();
    }

    @Test
    void whatTheControllerScalesItselfHasASeriesThatNoAutoscalerReads() throws Exception {
        var own = variant(SAMPLE, 1).withHandling(Handling.USUAL.withActuation(ActuationMode.SCALE));
        var done = actuator.act(fleet(own), measured(load(40, 178)));

        assertThat(actuator.registry.scrape().lines())
                .contains("wva_scaled_replicas{accelerator_type=\"A100\",namespace=\"llm-d-sim\","
                        + "variant_name=\"vllme-deployment\"} 2.0")
                .noneMatch(line -> line.startsWith("inferno_desired"))
                .anyMatch(line -> line.startsWith("inferno_replica_scaling_total"));
        assertThat(done.variants().get(SAMPLE).shownReplicas()).isEmpty();

        actuator.act(
                fleet(variant(SAMPLE, 1).withHandling(Handling.USUAL.withActuation(ActuationMode.BOTH))),
                measured(load(40, 178)));
        assertThat(actuator.registry.get("inferno_desired_replicas").gauge().value())
                .isEqualTo(2);
        assertThat(actuator.registry.find("wva_scaled_replicas").gauge()).isNull();
    }

    @Test
    void aFrozenNumberIsShownAsItWas() throws Exception {
        var frozen = variant(SAMPLE, 3).withHandling(new Handling(Optional.empty(), true));
        actuator.act(fleet(frozen), measured(load(400, 178)));

        assertThat(actuator.registry.get("inferno_desired_replicas").gauge().value())
                .isEqualTo(3);
        assertThat(actuator.registry.get("wva_decision_held").gauge().value()).isEqualTo(1);
        assertThat(actuator.registry
                        .get("wva.variants")
                        .tag("outcome", "frozen")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void stuckPodsAreCountedAndToldOnceForEachChangeOfThem() throws Exception {
        var fleet = fleet(variant(SAMPLE, 3));
        actuator.act(fleet, stuck("a"));
        var again = actuator.act(fleet, stuck("a"));
        assertThat(stuckPods()).isEqualTo(1);
        actuator.act(fleet, new Unknown(Cause.MISSING, "no series"));
        assertThat(stuckPods()).isZero();
        actuator.act(fleet, stuck("a"));
        actuator.act(fleet, stuck("a", "b"));
        assertThat(stuckPods()).isEqualTo(2);
        actuator.act(fleet, measured(load(40, 178)));
        assertThat(stuckPods()).isZero();
        actuator.act(fleet, stuck("a"));
        assertThat(actuator.reporter.calls.stream().filter(call -> call.startsWith("stuck")))
                .containsExactly("stuck a", "stuck a b", "stuck a");
        assertThat(again.variants().get(SAMPLE).events()).doesNotContain(EventKind.PODS_STUCK);

        actuator.act(fleet(variant(OTHER, 1)), measured(load(40, 178)));
        assertThat(actuator.registry.scrape())
                .contains("wva_stuck_pods{namespace=\"another\",variant_name=\"other\"} 0.0")
                .doesNotContain("vllme-deployment");
    }

    private double stuckPods() {
        return actuator.registry.get("wva_stuck_pods").gauge().value();
    }

    private static Measurement stuck(String... pods) {
        return new Measured(load(40, 178), Duration.ZERO, 3, 3, List.of(new Caveat.StuckPods(List.of(pods))));
    }

    @Test
    void aNewLeaderShowsNothingUntilTheLastOnesSeriesAreForgotten() throws Exception {
        actuator.undeploy();
        var delay = Duration.ofSeconds(2);
        actuator.deploy(delay, 2);

        var hidden = actuator.act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));
        assertThat(actuator.registry.scrape()).doesNotContain("inferno_desired_replicas{");
        assertThat(hidden.variants().get(SAMPLE).shownReplicas()).isEmpty();
        assertThat(actuator.reporter.calls).contains("status vllme-deployment");
        Awaitility.await().until(() -> actuator.registry.scrape().contains("inferno_desired_replicas{"));
        assertThat(actuator.registry.get("inferno_desired_replicas").gauge().value())
                .isEqualTo(2);
    }

    @Test
    void takesItsSeriesAlongWhenItGoes() throws Exception {
        actuator.act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));
        actuator.undeploy();
        assertThat(actuator.registry.scrape())
                .doesNotContain("vllme-deployment")
                .doesNotContain("wva_variants");
    }
}
