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
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.planning.PlanningRules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@VertxTest
class OptimizerVerticleTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration BUS = Duration.ofSeconds(5);

    @Test
    void plansOnAWorkerAndRemembersFromCycleToCycle(Vertx vertx) throws Exception {
        Bus.registerCodecs(vertx);
        var bus = Bus.of(vertx, BUS);
        var inbox = new Inbox<Plan>();
        Futures.await(bus.plans().onEach(inbox).completion());
        Futures.await(vertx.deployVerticle(
                new OptimizerVerticle(PlanningRules.DEFAULT, LIMIT, BUS, new SimpleMeterRegistry())));
        var observations = bus.observations();
        observations.publish(observation(1, fleet(sample()), measured(load(40, 178))));

        var first = inbox.take();
        assertThat(first.cycle()).isEqualTo(1);
        assertThat(first.decisions().get(SAMPLE).desiredReplicas()).hasValue(2);

        observations.publish(observation(2, fleet(sample()), new Unknown(Cause.STALE, "old")));
        var newest = inbox.take();
        assertThat(Futures.await(bus.plans().newest())).isSameAs(newest);
        var second = newest.decisions().get(SAMPLE);
        assertThat(second.outcome()).isEqualTo(Outcome.HELD);
        assertThat(second.desiredReplicas()).hasValue(2);
    }
}
