package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.serving.desired.NumberBook;
import ai.llmd.wva.serving.desired.Trust;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The book hears of fleets on every replica, and of plans during a term. */
@VertxTest
class ServedNumbersTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final NumberBook book = new NumberBook(
            new Trust(() -> true, () -> Optional.of(Duration.ZERO), Duration.ZERO), id -> Optional.empty());

    @Test
    void whatIsPlannedCountsUntilTheTermEnds(Vertx vertx) throws Exception {
        Bus.registerCodecs(vertx);
        var bus = Bus.of(vertx, TIMEOUT);
        var fleets = bus.fleets();
        Futures.await(fleets.open());
        fleets.publish(fleet(sample()));
        Futures.await(vertx.deployVerticle(new DeclaredNumbers(book, TIMEOUT)));
        await().until(book::served);

        var term = Futures.await(vertx.deployVerticle(new PlannedNumbers(book, TIMEOUT)));
        bus.plans().publish(plan());
        await().until(() -> book.of(SAMPLE).isPresent());

        Futures.await(vertx.undeploy(term));
        assertThat(book.of(SAMPLE)).isEmpty();
        fleets.publish(fleet());
        assertThat(book.in(SAMPLE.namespace())).isEmpty();
    }

    private static Plan plan() {
        return new Planner(PlanningRules.DEFAULT)
                .plan(observation(1, fleet(sample()), measured(load(40, 178))), Memory.EMPTY, WorkLimit.NONE)
                .plan();
    }
}
