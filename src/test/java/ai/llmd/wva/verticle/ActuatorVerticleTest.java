package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Applied.ToVariant;
import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.EventKind;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.VariantId;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written and told of a plan, to whom and in which order. */
@VertxTest
class ActuatorVerticleTest {
    private static final VariantId OTHER = new VariantId("another", "other");

    private final ActuatorFixture actuator = new ActuatorFixture();

    @BeforeEach
    void deploy(Vertx vertx) throws Exception {
        actuator.begin(vertx);
    }

    @Test
    void aResourceThatWasMadeAnewStartsFromItsOwnReplicas() throws Exception {
        actuator.act(fleet(variant(SAMPLE, 1)), measured(load(90, 178)));
        actuator.reporter.calls.clear();
        actuator.act(fleet(variant(SAMPLE, "another", 1)), measured(load(40, 178)));
        assertThat(actuator.reporter.calls).contains("scaled 1 to 2");
    }

    @Test
    void whatASlowApiServerHasNotTakenYetGivesWayToANewerPlan() throws Exception {
        actuator.reporter.slow = true;
        var fleet = fleet(variant(SAMPLE, 1), variant(OTHER, 1), variant(new VariantId("a-third", "third"), 1));
        actuator.publish(1, fleet, measured(load(40, 178)));
        Awaitility.await().until(() -> actuator.reporter.cyclesWritten.size() == 2);
        actuator.publish(2, fleet, measured(load(90, 178)));
        Awaitility.await()
                .until(() -> actuator.registry
                                .get("inferno_desired_replicas")
                                .tag("variant_name", "third")
                                .gauge()
                                .value()
                        == 4);
        actuator.reporter.answers.countDown();
        var first = actuator.applied.take();
        assertThat(first.cycle()).isEqualTo(1);
        assertThat(first.count(StatusWrite.WRITTEN)).isEqualTo(2);
        assertThat(first.count(StatusWrite.SKIPPED)).isEqualTo(1);
        var second = actuator.applied.take();
        assertThat(second.cycle()).isEqualTo(2);
        assertThat(second.count(StatusWrite.WRITTEN)).isEqualTo(3);
        assertThat(actuator.reporter.cyclesWritten).containsExactly(1L, 1L, 2L, 2L, 2L);
    }

    @Test
    void onlyTheNewestPlanWaitsForASlowApiServerAndWhoWasSkippedComesFirst() throws Exception {
        actuator.undeploy();
        actuator.deploy(Duration.ZERO, 1);
        actuator.reporter.slow = true;
        var fleet = fleet(variant(SAMPLE, 1), variant(OTHER, 1), variant(new VariantId("z-third", "third"), 1));
        actuator.publish(1, fleet, measured(load(40, 178)));
        Awaitility.await().until(() -> actuator.reporter.cyclesWritten.size() == 1);
        for (long cycle = 2; cycle <= 9; cycle++) {
            actuator.publish(cycle, fleet, measured(load(40, 178)));
        }
        Futures.await(actuator.bus.applied().newest().otherwiseEmpty());
        actuator.reporter.answers.countDown();

        assertThat(actuator.applied.take().count(StatusWrite.SKIPPED)).isEqualTo(2);
        assertThat(actuator.applied.take().cycle()).isEqualTo(9);
        assertThat(actuator.reporter.cyclesWritten).containsExactly(1L, 9L, 9L, 9L);
        assertThat(actuator.reporter.calls.stream().filter(call -> call.startsWith("status")))
                .containsExactly("status other", "status vllme-deployment", "status third", "status other");
    }

    @Test
    void publishesWhatWasDoneAndTheNewestOfItOnRequest() throws Exception {
        actuator.reporter.refuses = true;
        var done = actuator.act(fleet(variant(SAMPLE, 1), variant(OTHER, 2)), measured(load(40, 178)));

        assertThat(done.cycle()).isEqualTo(1);
        assertThat(done.begun()).isEqualTo(Fleets.NOW);
        assertThat(done.ended()).isEqualTo(Fleets.NOW);
        assertThat(done.variants())
                .containsExactly(
                        entry(OTHER, new ToVariant(OptionalInt.of(2), StatusWrite.WRITTEN, List.of())),
                        entry(SAMPLE, new ToVariant(OptionalInt.of(2), StatusWrite.FAILED, List.of(EventKind.SCALED))));
        assertThat(Futures.await(actuator.bus.applied().newest())).isSameAs(done);
    }

    @Test
    void aChangeThatWasSkippedIsToldWithTheNextPlan() throws Exception {
        actuator.reporter.slow = true;
        var third = new VariantId("z-third", "third");
        var fleet = fleet(variant(SAMPLE, 1), variant(OTHER, 1), variant(third, 1));
        actuator.publish(1, fleet, measured(load(40, 178)));
        Awaitility.await().until(() -> actuator.reporter.cyclesWritten.size() == 2);
        actuator.publish(2, fleet, measured(load(90, 178)));
        Futures.await(actuator.bus.applied().newest().otherwiseEmpty());
        actuator.reporter.answers.countDown();

        assertThat(actuator.applied.take().variants().get(third).events()).isEmpty();
        assertThat(actuator.applied.take().variants().get(third).events()).containsExactly(EventKind.SCALED);
        assertThat(actuator.reporter.calls.stream().filter(call -> call.startsWith("scaled")))
                .containsExactlyInAnyOrder(
                        "scaled 1 to 2", "scaled 1 to 2", "scaled 2 to 4", "scaled 2 to 4", "scaled 1 to 4");
    }

    @Test
    void aBetterAcceleratorIsToldOnceAndLackingOnesEveryTime() throws Exception {
        var willing = Fleets.variant(SAMPLE, 2)
                .withAccelerators(new AcceleratorOptions(
                        Optional.of("A100"),
                        List.of(Fleets.A100, new PerformanceProfile("G2", 1, 4, 20.58, 0.41, Optional.empty())),
                        Optional.of(false)));
        actuator.act(fleet(willing), measured(load(40, 178)));
        actuator.act(fleet(willing), measured(load(40, 178)));
        assertThat(actuator.reporter.calls)
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
        actuator.act(scarce, measured(load(40, 178)));
        actuator.act(scarce, measured(load(40, 178)));
        assertThat(actuator.reporter.calls.stream().filter(call -> call.startsWith("short")))
                .hasSize(2)
                .allMatch(call -> call.endsWith("it gets devices of NVIDIA-A100-PCIE-80GB for 1"));
        assertThat(actuator.registry.get("wva.plan.cost").gauge().value()).isEqualTo(40);
        assertThat(actuator.registry.get("wva.plan.incomplete").counter().count())
                .isZero();
    }

    @Test
    void oneVariantsRefusedStatusDoesNotTouchAnother() throws Exception {
        actuator.reporter.refuses = true;
        actuator.act(fleet(variant(SAMPLE, 1), variant(OTHER, 1)), measured(load(40, 178)));

        assertThat(actuator.reporter.calls).contains("status other").doesNotContain("status vllme-deployment");
        assertThat(actuator.registry.get("wva.status.failures").counter().count())
                .isEqualTo(1);
        assertThat(actuator.registry
                        .get("inferno_desired_replicas")
                        .tag("variant_name", "vllme-deployment")
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void aReporterThatBreaksCostsItsOwnReportOnly() throws Exception {
        actuator.reporter.breaks = true;
        actuator.act(fleet(variant(SAMPLE, 1), variant(OTHER, 1)), measured(load(40, 178)));
        assertThat(actuator.reporter.calls).contains("status other", "scaled 1 to 2");
        assertThat(actuator.registry.get("wva.status.failures").counter().count())
                .isEqualTo(1);
    }

    @Test
    void withoutLeadershipNothingIsShownOrWritten() throws Exception {
        actuator.act(fleet(variant(SAMPLE, 1)), measured(load(40, 178)));
        actuator.reporter.calls.clear();
        actuator.leading.set(false);
        Awaitility.await().until(() -> !actuator.registry.scrape().contains("inferno_desired_replicas"));

        var before = Futures.await(actuator.bus.applied().newest());
        actuator.publish(2, fleet(variant(SAMPLE, 1)), measured(load(90, 178)));
        // answered by the actuator, so behind the plan
        assertThat(Futures.await(actuator.bus.applied().newest())).isSameAs(before);
        assertThat(actuator.registry.scrape()).doesNotContain("inferno_desired_replicas");
        assertThat(actuator.reporter.calls).isEmpty();
    }
}
