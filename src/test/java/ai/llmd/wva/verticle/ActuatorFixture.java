package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.observation;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.model.Applied;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.MetricNames;
import ai.llmd.wva.model.ScaleRules;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;

/** An actuator with all that it needs, and everything that comes of it. */
final class ActuatorFixture {
    private static final Duration BUS = Duration.ofSeconds(5);

    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final AtomicBoolean leading = new AtomicBoolean(true);
    final RecordingReporter reporter = new RecordingReporter();
    final Inbox<Applied> applied = new Inbox<>();
    Bus bus;
    private Vertx vertx;
    private String deployment;

    /** Deploys one, whose term has begun. */
    void begin(Vertx on) throws Exception {
        vertx = on;
        Bus.registerCodecs(vertx);
        bus = Bus.of(vertx, BUS);
        deploy(Duration.ZERO, 2);
        Futures.await(bus.applied().onEach(applied).completion());
        assertThat(reporter.calls).containsExactly("term");
        reporter.calls.clear();
    }

    void deploy(Duration exportDelay, int workerCount) throws Exception {
        deploy(exportDelay, workerCount, MetricNames.INFERNO);
    }

    void deploy(Duration exportDelay, int workerCount, MetricNames names) throws Exception {
        deployment = Futures.await(vertx.deployVerticle(new ActuatorVerticle(
                reporter,
                ScaleSync.of(new FakeScaler(1), ScaleRules.DEFAULT),
                registry,
                leading::get,
                Clock.fixed(Fleets.NOW, ZoneOffset.UTC),
                exportDelay,
                BUS,
                workerCount,
                names)));
    }

    void undeploy() throws Exception {
        Futures.await(vertx.undeploy(deployment));
    }

    /** Acts on a plan to the end. */
    Applied act(Fleet fleet, Measurement measurement) throws Exception {
        publish(1, fleet, measurement);
        return applied.take();
    }

    void publish(long cycle, Fleet fleet, Measurement measurement) {
        var observation = observation(cycle, fleet, measurement);
        bus.plans()
                .publish(new Planner(PlanningRules.DEFAULT)
                        .plan(observation, Memory.EMPTY, WorkLimit.NONE)
                        .plan());
    }
}
