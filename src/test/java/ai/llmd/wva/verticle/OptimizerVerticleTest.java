package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.completing;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.sample;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.policy.FailingPolicy;
import ai.llmd.wva.policy.OriginalPolicy;
import ai.llmd.wva.policy.Policy;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

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
                new OptimizerVerticle(new Planner(PlanningRules.DEFAULT), LIMIT, BUS, new SimpleMeterRegistry())));
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

    @Test
    void anotherPolicyDecidesInItsPlace(Vertx vertx) throws Exception {
        var arriving = completing(load(400, 178), 40);

        var plan = planned(vertx, new OriginalPolicy(), new SimpleMeterRegistry(), measured(arriving));

        // completions are its load
        assertThat(plan.decisions().get(SAMPLE).desiredReplicas()).hasValue(2);
    }

    @Test
    void aFaultOfThePolicyIsPublishedAsAPlanThatKeepsEveryDecisionAndIsCounted(Vertx vertx) throws Exception {
        var meters = new SimpleMeterRegistry();

        var plan = planned(vertx, new FailingPolicy("broken"), meters, measured(load(40, 178)));

        assertThat(plan.decisions().get(SAMPLE).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(plan.decisions().get(SAMPLE).desiredReplicas()).hasValue(1);
        assertThat(meters.get("wva.planning.failures").counter().count()).isEqualTo(1);
    }

    @Test
    void whatKeepsAnAutoscalerFromTheDecisionIsLogged(Vertx vertx) throws Exception {
        var lines = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger("ai.llmd.wva.plan");
        log.setLevel(Level.WARN);
        log.addAppender(lines);
        lines.start();
        try {
            Bus.registerCodecs(vertx);
            var bus = Bus.of(vertx, BUS);
            var inbox = new Inbox<Plan>();
            Futures.await(bus.plans().onEach(inbox).completion());
            var stage = Futures.await(vertx.deployVerticle(
                    new OptimizerVerticle(new Planner(PlanningRules.DEFAULT), LIMIT, BUS, new SimpleMeterRegistry())));
            var limited = new TargetState.Found(1, 1, List.of(), Optional.of(new Autoscaler("hpa", 1, 1)));
            bus.observations().publish(observation(1, fleet(sample().withTarget(limited)), measured(load(40, 178))));
            inbox.take();
            Futures.await(vertx.undeploy(stage));
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains(
                        "maxReplicas 1 of HorizontalPodAutoscaler hpa is below the 2 that are needed; raise it, or set"
                                + " maxReplicas of the variant to 1");
    }

    private static Plan planned(Vertx vertx, Policy<?> policy, MeterRegistry meters, Measurement measurement)
            throws Exception {
        Bus.registerCodecs(vertx);
        var bus = Bus.of(vertx, BUS);
        var inbox = new Inbox<Plan>();
        Futures.await(bus.plans().onEach(inbox).completion());
        Futures.await(vertx.deployVerticle(new OptimizerVerticle(policy, LIMIT, BUS, meters)));
        bus.observations().publish(observation(1, fleet(sample()), measurement));
        return inbox.take();
    }
}
