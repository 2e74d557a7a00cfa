package ai.llmd.wva.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.verticle.Futures;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@VertxTest
class PipelineTest {
    private static final Duration SOON = Duration.ofMillis(10);
    private static final Duration NEVER = Duration.ofHours(1);

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger failuresLeft = new AtomicInteger();

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

    private Pipeline pipeline(Vertx vertx, Duration retryAfter) {
        return new Pipeline(vertx, List.of(stage("last"), stage("first")), retryAfter);
    }

    private Pipeline.Stage stage(String name) {
        return new Pipeline.Stage(() -> new Noted(name), new DeploymentOptions());
    }

    @Test
    void deploys_from_the_last_to_the_first_and_undeploys_the_other_way_round(Vertx vertx) throws Exception {
        var pipeline = pipeline(vertx, NEVER);
        Futures.await(pipeline.deploy());
        Futures.await(pipeline.deploy());
        Futures.await(pipeline.undeploy());
        assertThat(events).containsExactly("+last", "+first", "-first", "-last");
    }

    @Test
    void leadership_that_comes_and_goes_is_carried_out_in_order(Vertx vertx) throws Exception {
        var pipeline = pipeline(vertx, NEVER);
        pipeline.deploy();
        pipeline.undeploy();
        Futures.await(pipeline.deploy());
        assertThat(events).containsExactly("+last", "+first", "-first", "-last", "+last", "+first");
    }

    @Test
    void a_deployment_that_failed_is_tried_again(Vertx vertx) {
        failuresLeft.set(2);
        pipeline(vertx, SOON).deploy();
        Awaitility.await().until(() -> events.contains("+first"));
        assertThat(events).containsExactly("+last", "failed", "-last", "+last", "failed", "-last", "+last", "+first");
    }

    @Test
    void but_not_when_it_is_no_longer_wanted(Vertx vertx) throws Exception {
        failuresLeft.set(1);
        var pipeline = pipeline(vertx, SOON);
        pipeline.deploy();
        Futures.await(pipeline.undeploy());
        Futures.await(vertx.timer(SOON.multipliedBy(3)));
        assertThat(events).containsExactly("+last", "failed", "-last");
    }
}
