package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.fixture.SettableClock;
import ai.llmd.wva.kubernetes.AcceptingReporter;
import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.Applied;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.ControllerName;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.EventKind;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.MetricNames;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.ScaleRules;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done about a variant that another controller takes care of. */
@VertxTest
class ActuatorClaimsTest {
    private static final VariantId OTHER = new VariantId("another", "other");
    private static final Duration BUS = Duration.ofSeconds(10);
    private static final Duration DELAY = Duration.ofMillis(200);
    private static final ControllerClaim CLAIM =
            new ControllerClaim(new ControllerName("wva-b", "wva"), Optional.empty(), true);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final SettableClock time = new SettableClock(Fleets.NOW);
    private final FakeScaler scaler = new FakeScaler(1);
    private final Inbox<Applied> applied = new Inbox<>();
    private Bus bus;

    private final class Noting extends AcceptingReporter {
        @Override
        public StatusWrite writeStatus(Plan plan, Variant variant, Decision decision, Optional<ScaleRemark> scaling) {
            told.add("status");
            return StatusWrite.LEFT_TO_OTHER;
        }

        @Override
        public boolean heldBack(Variant variant, ControllerClaim claim) {
            return told.add("held back for " + claim.holder());
        }

        @Override
        public boolean scaled(Variant variant, int from, Decision decision) {
            return told.add("scaled");
        }
    }

    @BeforeEach
    void deploy(Vertx vertx) throws Exception {
        Bus.registerCodecs(vertx);
        bus = Bus.of(vertx, BUS);
        Futures.await(vertx.deployVerticle(new ActuatorVerticle(
                new Noting(),
                ScaleSync.of(scaler, ScaleRules.DEFAULT),
                registry,
                () -> true,
                time,
                DELAY,
                BUS,
                2,
                MetricNames.INFERNO)));
        Futures.await(bus.applied().onEach(applied).completion());
    }

    private Applied act(Fleet fleet, Measurement measurement) throws Exception {
        bus.plans()
                .publish(new Planner(PlanningRules.DEFAULT)
                        .plan(observation(1, fleet, measurement), Memory.EMPTY, WorkLimit.NONE)
                        .plan());
        return applied.take();
    }

    private int shownNumbers() {
        return registry.find("inferno_desired_replicas").gauges().size();
    }

    @Test
    void itHasNoNumberHereIsNotScaledAndIsToldOnce() throws Exception {
        var left = variant(SAMPLE, 1)
                .withHandling(Handling.USUAL.withActuation(ActuationMode.BOTH).withClaim(CLAIM));
        var done = act(fleet(left, variant(OTHER, 1)), measured(load(40, 178)));
        await().until(() -> shownNumbers() == 1);
        told.clear();
        act(fleet(left, variant(OTHER, 1)), measured(load(90, 178)));

        assertThat(registry.scrape().lines())
                .contains("wva_variant_held_back{controller=\"wva-b/wva\",namespace=\"llm-d-sim\","
                        + "variant_name=\"vllme-deployment\"} 1.0")
                .filteredOn(line -> line.contains("vllme-deployment"))
                .hasSize(1);
        assertThat(done.variants().get(SAMPLE).shownReplicas()).isEmpty();
        assertThat(done.variants().get(SAMPLE).events()).containsExactly(EventKind.HELD_BACK);
        assertThat(done.variants().get(SAMPLE).status()).isEqualTo(StatusWrite.LEFT_TO_OTHER);
        assertThat(told).as("the other variant scaled again").containsExactlyInAnyOrder("status", "status", "scaled");
        assertThat(scaler.writes).isEmpty();
    }

    @Test
    void onceItIsOursItIsShownWhenPrometheusHasForgottenTheOthersSeries() throws Exception {
        var own = variant(SAMPLE, 1);
        act(fleet(own.withHandling(Handling.USUAL.withClaim(CLAIM)), variant(OTHER, 1)), measured(load(40, 178)));
        await().until(() -> shownNumbers() == 1);

        act(fleet(own, variant(OTHER, 1)), measured(load(40, 178)));
        assertThat(shownNumbers()).isEqualTo(1);
        assertThat(registry.find("wva_variant_held_back").gauge()).isNull();

        time.advance(DELAY);
        await().until(() -> shownNumbers() == 2);
    }
}
