package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.sample;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.planning.PlanningRules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@VertxTest
class OptimizerVerticleTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration BUS = Duration.ofSeconds(5);

    @Test
    void plans_on_a_worker_and_remembers_from_cycle_to_cycle(Vertx vertx) throws Exception {
        Bus.registerCodecs(vertx);
        var bus = Bus.of(vertx, BUS);
        var inbox = new Inbox<Plan>();
        Futures.await(bus.onPlan(inbox).completion());
        Futures.await(vertx.deployVerticle(
                new OptimizerVerticle(PlanningRules.DEFAULT, LIMIT, BUS, new SimpleMeterRegistry()),
                new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));
        var sender = Promise.<ConflatingSender<Observation>>promise();
        vertx.runOnContext(go -> {
            var observations = bus.observations();
            observations.send(observation(1, fleet(sample()), measured(load(40, 178))));
            sender.complete(observations);
        });

        var first = inbox.take();
        assertThat(first.cycle()).isEqualTo(1);
        assertThat(first.decisions().get(SAMPLE).desiredReplicas()).hasValue(2);

        var observations = Futures.await(sender.future());
        vertx.runOnContext(go -> observations.send(observation(2, fleet(sample()), new Unknown(Cause.STALE, "old"))));
        var second = inbox.take().decisions().get(SAMPLE);
        assertThat(second.outcome()).isEqualTo(Outcome.HELD);
        assertThat(second.desiredReplicas()).hasValue(2);
    }
}
