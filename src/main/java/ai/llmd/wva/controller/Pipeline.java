package ai.llmd.wva.controller;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verticles that only the leader runs. They are deployed from the last to the first, so that nobody sends into the
 * void, and undeployed from the first to the last, each finishing what it has. Requests are carried out one after another; a
 * deployment that failed is tried again until it is no longer wanted.
 */
final class Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    /** A verticle, made anew for each deployment. */
    record Stage(Supplier<VerticleBase> verticle, DeploymentOptions options) {}

    private final Vertx vertx;
    private final List<Stage> lastToFirst;
    private final Deque<String> deployed = new ArrayDeque<>();
    private final Duration retryAfter;
    private Future<Void> tail = Future.succeededFuture();
    private boolean wanted;

    Pipeline(Vertx vertx, List<Stage> lastToFirst, Duration retryAfter) {
        this.vertx = vertx;
        this.retryAfter = retryAfter;
        this.lastToFirst = List.copyOf(lastToFirst);
    }

    synchronized Future<Void> deploy() {
        wanted = true;
        tail = tail.compose(before -> deployAll())
                .onFailure(error -> {
                    LOG.atError()
                            .setCause(error)
                            .addKeyValue("retryAfter", retryAfter)
                            .log("cannot deploy the pipeline");
                    vertx.setTimer(retryAfter.toMillis(), tick -> deployIfWanted());
                })
                .otherwiseEmpty();
        return tail;
    }

    private synchronized void deployIfWanted() {
        if (wanted) {
            deploy();
        }
    }

    synchronized Future<Void> undeploy() {
        wanted = false;
        tail = tail.compose(before -> undeployAll()).otherwiseEmpty();
        return tail;
    }

    private Future<Void> deployAll() {
        if (!deployed.isEmpty()) {
            return Future.succeededFuture();
        }
        Future<Void> chain = Future.succeededFuture();
        for (var stage : lastToFirst) {
            chain = chain.compose(
                            before -> vertx.deployVerticle(stage.verticle().get(), stage.options()))
                    .onSuccess(deployed::push)
                    .mapEmpty();
        }
        return chain.recover(error -> undeployAll().compose(undone -> Future.failedFuture(error)));
    }

    private Future<Void> undeployAll() {
        Future<Void> chain = Future.succeededFuture();
        while (!deployed.isEmpty()) {
            var id = deployed.pop();
            chain = chain.compose(before -> vertx.undeploy(id))
                    .onFailure(error -> LOG.atWarn().setCause(error).log("a verticle did not stop cleanly"))
                    .otherwiseEmpty();
        }
        return chain;
    }
}
