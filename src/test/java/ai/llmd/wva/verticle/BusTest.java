package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@VertxTest
class BusTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final List<Plan> sent = new ArrayList<>();
    private Bus bus;
    private Topic<Plan> plans;

    @BeforeEach
    void open(Vertx vertx) throws Exception {
        Bus.registerCodecs(vertx);
        bus = Bus.of(vertx, TIMEOUT);
        plans = bus.plans();
        Futures.await(plans.open());
    }

    private void publish(long cycle) {
        var plan = new Planner(PlanningRules.DEFAULT)
                .plan(
                        observation(cycle, fleet(variant(SAMPLE, 1)), measured(load(40, 178))),
                        Memory.EMPTY,
                        WorkLimit.NONE)
                .plan();
        sent.add(plan);
        plans.publish(plan);
    }

    @Test
    void everyReaderGetsEveryPlanAsItIs() throws Exception {
        var actuator = new Inbox<Plan>();
        var page = new Inbox<Plan>();
        Futures.await(bus.plans().onEach(actuator).completion());
        Futures.await(bus.plans().onEach(page).completion());
        for (int cycle = 1; cycle <= 4; cycle++) {
            publish(cycle);
        }
        for (int cycle = 1; cycle <= 4; cycle++) {
            assertThat(actuator.take()).isSameAs(sent.get(cycle - 1));
            assertThat(page.take()).isSameAs(sent.get(cycle - 1));
        }
    }

    @Test
    void aReaderThatIsSlowConflatesAndHoldsUpNoOther(Vertx vertx) throws Exception {
        var slow = new Inbox<Plan>();
        var context = vertx.getOrCreateContext();
        var released = Promise.<Void>promise();
        var conflater = new Conflater<Plan>(plan -> {
            slow.handle(plan);
            return released.future();
        });
        var quick = new Inbox<Plan>();
        var listening = Promise.<Void>promise();
        context.runOnContext(
                go -> bus.plans().onEach(conflater::accept).completion().onComplete(listening));
        Futures.await(listening.future());
        Futures.await(bus.plans().onEach(quick).completion());
        for (int cycle = 1; cycle <= 4; cycle++) {
            publish(cycle);
        }
        for (int cycle = 1; cycle <= 4; cycle++) {
            assertThat(quick.take().cycle()).isEqualTo(cycle);
        }
        assertThat(slow.take().cycle()).isEqualTo(1);
        assertThat(slow.isEmpty()).isTrue();
        context.runOnContext(go -> released.complete());
        assertThat(slow.take().cycle()).isEqualTo(4);
    }

    @Test
    void whoComesLateAsksForTheNewest() throws Exception {
        publish(1);
        publish(2);
        assertThat(Futures.await(bus.plans().newest())).isSameAs(sent.get(1));
        assertThat(Futures.await(bus.plans().newest())).isSameAs(sent.get(1));
    }

    @Test
    void thereIsNoNewestBeforeTheFirstOrWhereNobodyPublishes() {
        assertThatThrownBy(() -> Futures.await(bus.plans().newest()))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ReplyException.class)
                .hasMessageContaining("nothing was published on wva.plan yet");
        assertThatThrownBy(() -> Futures.await(bus.applied().newest()))
                .hasCauseInstanceOf(ReplyException.class)
                .hasMessageContaining("No handlers");
    }
}
