package ai.llmd.wva.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.Futures;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@VertxTest
class PipelineTest {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();

    private final class Noted extends VerticleBase {
        private final String name;

        Noted(String name) {
            this.name = name;
        }

        @Override
        public Future<?> start() {
            if (name.equals("first") && failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                events.add("failed");
                return Future.failedFuture("not yet");
            }
            events.add("+" + name);
            return Future.succeededFuture();
        }

        @Override
        public Future<?> stop() {
            events.add("-" + name);
            return Future.succeededFuture();
        }
    }

    private Pipeline pipeline(Vertx vertx) {
        return new Pipeline(vertx, List.of(stage("last"), stage("first")), this::later);
    }

    private void later(Duration delay, Runnable task) {
        assertThat(delay).isPositive();
        due.add(task);
    }

    private Pipeline.Deployable stage(String name) {
        return new Pipeline.Deployable(() -> new Noted(name), new DeploymentOptions());
    }

    @Test
    void deploysFromTheLastToTheFirstAndUndeploysTheOtherWayRound(Vertx vertx) throws Exception {
        var pipeline = pipeline(vertx);
        Futures.await(pipeline.deploy());
        Futures.await(pipeline.deploy());
        Futures.await(pipeline.undeploy());
        assertThat(events).containsExactly("+last", "+first", "-first", "-last");
    }

    @Test
    void leadershipThatComesAndGoesIsCarriedOutInOrder(Vertx vertx) throws Exception {
        var pipeline = pipeline(vertx);
        pipeline.deploy();
        pipeline.undeploy();
        Futures.await(pipeline.deploy());
        assertThat(events).containsExactly("+last", "+first", "-first", "-last", "+last", "+first");
    }

    @Test
    void requestsFromManyThreadsLeaveNothingBehind(Vertx vertx) throws Exception {
        var pipeline = pipeline(vertx);
        IntStream.range(0, 100).parallel().forEach(number -> {
            if (number % 2 == 0) {
                pipeline.deploy();
            } else {
                pipeline.undeploy();
            }
        });
        Futures.await(pipeline.undeploy());
        assertThat(vertx.deploymentIDs()).isEmpty();
        assertThat(events.stream().filter("+first"::equals).count())
                .isEqualTo(events.stream().filter("-first"::equals).count());
    }

    @Test
    void aDeploymentThatFailedIsTriedAgain(Vertx vertx) throws Exception {
        failuresLeft.set(2);
        var pipeline = pipeline(vertx);
        Futures.await(pipeline.deploy());
        due.remove().run();
        // queued behind the second attempt, whose failure asks for a third
        Futures.await(pipeline.deploy());
        assertThat(events).containsExactly("+last", "failed", "-last", "+last", "failed", "-last", "+last", "+first");
    }

    @Test
    void butNotWhenItIsNoLongerWanted(Vertx vertx) throws Exception {
        failuresLeft.set(1);
        var pipeline = pipeline(vertx);
        pipeline.deploy();
        Futures.await(pipeline.undeploy());
        due.remove().run();
        Futures.await(pipeline.undeploy());
        assertThat(events).containsExactly("+last", "failed", "-last");
    }

    @Test
    void aStageThatCannotEvenBeMadeIsAFailureLikeAnyOther(Vertx vertx) throws Exception {
        var broken = new Pipeline.Deployable(
                () -> {
                    throw new IllegalStateException("no such pool");
                },
                new DeploymentOptions());
        var pipeline = new Pipeline(vertx, List.of(stage("last"), broken), this::later);
        Futures.await(pipeline.deploy());
        assertThat(events).containsExactly("+last", "-last");
        assertThat(due).hasSize(1);
    }
}
