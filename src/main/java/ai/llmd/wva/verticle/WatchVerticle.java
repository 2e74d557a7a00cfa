package ai.llmd.wva.verticle;

import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the fleet whenever a declaration, a target or a ConfigMap changed; changes close together make one fleet.
 */
public final class WatchVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(WatchVerticle.class);
    private static final long AT_ONCE = 1;
    private static final long LOOK_MILLIS = 15_000;

    private final FleetSource source;
    private final Duration coalesce;
    private final Duration busTimeout;
    private Topic<Fleet> fleets;
    private boolean scheduled;
    private boolean building;
    private boolean synced;
    private boolean looking;
    private boolean stopping;
    private final HeapWarning heap = new HeapWarning(Runtime.getRuntime().maxMemory());
    private final List<Promise<Void>> awaited = new ArrayList<>();
    private Set<Problem> reported = Set.of();

    /**
     * Makes the verticle.
     *
     * @param coalesce how long changes are gathered
     */
    public WatchVerticle(FleetSource source, Duration coalesce, Duration busTimeout) {
        this.source = source;
        this.coalesce = coalesce;
        this.busTimeout = busTimeout;
    }

    @Override
    public Future<?> start() {
        fleets = Bus.of(vertx, busTimeout).fleets();
        source.onChange(() -> context.runOnContext(go -> schedule()));
        // starting informers takes their clients' locks and builds their first requests: not on the event loop
        vertx.executeBlocking(source::start)
                .compose(starting -> Future.fromCompletionStage(starting, context))
                .onSuccess(ready -> {
                    synced = true;
                    LOG.info("Kubernetes caches are synced");
                    schedule();
                })
                .onFailure(this::startFailed);
        vertx.setPeriodic(LOOK_MILLIS, tick -> look());
        return fleets.open();
    }

    /** Only a stop ends the attempts of an informer, so that anything else is a fault of ours. */
    private void startFailed(Throwable error) {
        if (stopping) {
            LOG.debug("stopped before the caches were synced");
        } else {
            LOG.atError().setCause(error).log("cannot watch the Kubernetes API");
        }
    }

    /**
     * Publishes a fleet though nothing changed: what status says is no change, but whoever takes over starts from it.
     * Completes when it is published, or could not be read; at once before everything was seen. From any thread.
     */
    Future<Void> readAnew() {
        var published = Promise.<Void>promise();
        context.runOnContext(go -> {
            if (synced) {
                awaited.add(published);
                schedule();
            } else {
                published.complete();
            }
        });
        return published.future();
    }

    private void schedule() {
        if (!synced || scheduled) {
            return;
        }
        scheduled = true;
        vertx.setTimer(Math.max(AT_ONCE, coalesce.toMillis()), tick -> {
            scheduled = false;
            build();
        });
    }

    private void look() {
        if (!synced || looking) {
            return;
        }
        looking = true;
        vertx.executeBlocking(source::look)
                .onSuccess(changed -> {
                    if (changed) {
                        schedule();
                    }
                })
                .onFailure(error -> LOG.atWarn()
                        .addKeyValue("error", error.toString())
                        .log("cannot determine whether other controllers still run"))
                .onComplete(done -> looking = false);
    }

    private void build() {
        if (building) {
            schedule();
            return;
        }
        building = true;
        var told = List.copyOf(awaited);
        awaited.clear();
        vertx.executeBlocking(source::read)
                .onSuccess(this::publish)
                .onFailure(error ->
                        LOG.atError().setCause(error).log("cannot read the resources: the previous ones stay in force"))
                .onComplete(done -> {
                    building = false;
                    told.forEach(Promise::complete);
                });
    }

    private void publish(Fleet fleet) {
        heap.check(fleet.variants().size());
        for (var problem : fleet.problems()) {
            if (!reported.contains(problem)) {
                LOG.atWarn()
                        .addKeyValue("subject", ProblemText.subject(problem.subject()))
                        .log(ProblemText.withEffect(problem));
            }
        }
        reported = new HashSet<>(fleet.problems());
        LOG.atDebug()
                .addKeyValue("generation", fleet.generation())
                .addKeyValue("variants", fleet.variants().size())
                .log("fleet changed");
        fleets.publish(fleet);
    }

    @Override
    public Future<?> stop() {
        stopping = true;
        return vertx.executeBlocking(() -> {
            source.close();
            return null;
        });
    }
}
