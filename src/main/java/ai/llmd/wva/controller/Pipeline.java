package ai.llmd.wva.controller;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verticles that only the leader runs. They are deployed from the last to the first, so that nobody sends into the
 * void, and undeployed from the first to the last, each finishing what it has. Requests are carried out one after
 * another; a deployment that failed is tried again until it is no longer wanted.
 */
final class Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** A verticle, made anew for each deployment. */
    record Deployable(Supplier<VerticleBase> verticle, DeploymentOptions options) {}

    private final Vertx vertx;
    private final List<Deployable> lastToFirst;
    private final BiConsumer<Duration, Runnable> timer;
    /** Completes, when all requests so far are carried out, with the ids of what is deployed then, first to last. */
    private Future<List<String>> deployed = Future.succeededFuture(List.of());

    private boolean wanted;

    Pipeline(Vertx vertx, List<Deployable> lastToFirst) {
        this(vertx, lastToFirst, (delay, task) -> vertx.setTimer(delay.toMillis(), tick -> task.run()));
    }

    /**
     * Makes a pipeline that is not deployed.
     *
     * @param timer runs a task after a delay
     */
    Pipeline(Vertx vertx, List<Deployable> lastToFirst, BiConsumer<Duration, Runnable> timer) {
        this.vertx = vertx;
        this.timer = timer;
        this.lastToFirst = List.copyOf(lastToFirst);
    }

    /** Completes when the first attempt is over. */
    synchronized Future<Void> deploy() {
        wanted = true;
        deployed = deployed.compose(ids -> ids.isEmpty() ? deployAll() : Future.succeededFuture(ids))
                .onFailure(error -> {
                    LOG.atError()
                            .setCause(error)
                            .addKeyValue("retryAfter", RETRY_AFTER)
                            .log("cannot deploy the pipeline");
                    timer.accept(RETRY_AFTER, this::deployIfWanted);
                })
                .otherwise(List.of());
        return deployed.mapEmpty();
    }

    private synchronized void deployIfWanted() {
        if (wanted) {
            deploy();
        }
    }

    /** Completes when nothing is deployed any more. */
    synchronized Future<Void> undeploy() {
        wanted = false;
        deployed = deployed.compose(this::undeployAll).map(List.of());
        return deployed.mapEmpty();
    }

    private Future<List<String>> deployAll() {
        Future<List<String>> chain = Future.succeededFuture(List.of());
        for (var stage : lastToFirst) {
            chain = chain.compose(behind -> deployInFrontOf(behind, stage));
        }
        return chain;
    }

    /** All or nothing: what is behind a stage that cannot be deployed goes too. */
    private Future<List<String>> deployInFrontOf(List<String> behind, Deployable stage) {
        return Future.succeededFuture()
                .compose(go -> vertx.deployVerticle(stage.verticle().get(), stage.options()))
                .map(id -> Stream.concat(Stream.of(id), behind.stream()).toList())
                .recover(error -> undeployAll(behind).compose(undone -> Future.failedFuture(error)));
    }

    private Future<Void> undeployAll(List<String> firstToLast) {
        Future<Void> chain = Future.succeededFuture();
        for (var id : firstToLast) {
            chain = chain.compose(before -> vertx.undeploy(id))
                    .onFailure(error -> LOG.atWarn().setCause(error).log("a verticle did not stop cleanly"))
                    .otherwiseEmpty();
        }
        return chain;
    }
}
