package ai.llmd.wva.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.serving.probes.Ping;
import ai.llmd.wva.verticle.FleetSource;
import ai.llmd.wva.verticle.HttpsVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order in which a controller starts and stops, with a pipeline and a leadership that only take notes. */
@VertxTest
class ControllerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String LOCAL = """
        'https': {'host': '127.0.0.1', 'port': 0, 'certPath': '', 'keyPath': ''},
        'probes': {'host': '127.0.0.1', 'port': %d}
        """;

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final NotedLeadership leadership = new NotedLeadership();
    private final CompletableFuture<Void> watching = new CompletableFuture<>();
    private Vertx vertx;

    private final class NotedLeadership implements Leadership {
        private final CompletableFuture<Void> campaigning = new CompletableFuture<>();
        private Runnable onStart;
        private Runnable onStop;
        private boolean cannotStop;

        @Override
        public CompletionStage<Void> start(Runnable onStart, Runnable onStop) {
            events.add("campaign");
            this.onStart = onStart;
            this.onStop = onStop;
            campaigning.complete(null);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public boolean isLeader() {
            return true;
        }

        @Override
        public CompletionStage<Void> stop() {
            events.add("resign");
            return cannotStop
                    ? CompletableFuture.failedFuture(new IllegalStateException("no API server"))
                    : CompletableFuture.completedFuture(null);
        }
    }

    private final class NotedFleets implements FleetSource {
        @Override
        public CompletionStage<Void> start() {
            watching.complete(null);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public boolean synced() {
            return true;
        }

        @Override
        public void onChange(Runnable listener) {
            // nothing ever changes
        }

        @Override
        public Fleet read() {
            return Fleets.fleet(Fleets.SETTINGS);
        }

        @Override
        public void close() {
            // nobody waits for it
        }
    }

    private final class NotedStage extends VerticleBase {
        @Override
        public Future<?> start() {
            events.add("+stage");
            return Future.succeededFuture();
        }

        @Override
        public Future<?> stop() {
            events.add("-stage");
            return Future.succeededFuture();
        }
    }

    @BeforeEach
    void keep(Vertx vertx) {
        this.vertx = vertx;
    }

    private Future<Controller> start(int probesPort) {
        Configuration configuration = Configurations.of("{" + LOCAL.formatted(probesPort) + "}");
        return Controller.start(
                vertx,
                new Controller.Parts(
                        configuration,
                        new NotedFleets(),
                        () -> new HttpsVerticle(
                                configuration.https(), List.of("localhost"), List.of(new Ping()), Clock.systemUTC()),
                        List.of(),
                        List.of(new Pipeline.Deployable(NotedStage::new, new DeploymentOptions())),
                        leadership));
    }

    @Test
    void servesBeforeItStandsForElectionAndWorksOnlyWhileItLeads() throws Exception {
        var controller = Futures.await(start(0));
        assertThat(controller.httpsPort()).isPositive();
        assertThat(controller.probesPort()).isPositive();
        assertThat(watching).succeedsWithin(LIMIT);
        assertThat(leadership.campaigning).succeedsWithin(LIMIT);

        leadership.onStart.run();
        leadership.onStop.run();
        leadership.onStart.run();
        Futures.await(controller.stop());
        assertThat(events).containsExactly("campaign", "+stage", "-stage", "+stage", "-stage", "resign");
    }

    @Test
    void stopsEvenIfLeadershipCannotBeGivenBack() throws Exception {
        leadership.cannotStop = true;
        var controller = Futures.await(start(0));
        assertThat(leadership.campaigning).succeedsWithin(LIMIT);
        Futures.await(controller.stop());
        assertThat(events).endsWith("resign");
    }

    @Test
    void doesNotStartWithAPortThatIsTaken() throws Exception {
        var first = Futures.await(start(0));
        events.clear();
        var second = Vertx.vertx();
        try {
            vertx = second;
            assertThatThrownBy(() -> Futures.await(start(first.probesPort())))
                    .hasMessageContaining("Address already in use");
            assertThat(events).doesNotContain("campaign");
        } finally {
            Futures.await(second.close());
        }
    }
}
