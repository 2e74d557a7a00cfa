package ai.llmd.wva.verticle;

import ai.llmd.wva.declaration.FleetAssembler;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.config.SettingsResolver;
import ai.llmd.wva.declaration.ClusterSnapshot;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Settings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes the fleet whenever a declaration, a target or a ConfigMap changed; changes close together make one fleet. */
public final class WatchVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(WatchVerticle.class);
    private static final long AT_ONCE = 1;

    /** Where the declarations come from; as the Kubernetes caches are. */
    public interface Source {
        /** Completes when everything that exists has been read once. */
        CompletionStage<Void> start();

        /** Has a quick listener called, on any thread, after each change. */
        void onChange(Runnable listener);

        ClusterSnapshot snapshot();

        void close();
    }

    private final Source source;
    private final FleetAssembler assembler;
    private final Duration coalesce;
    private final Duration busTimeout;
    private final Consumer<Settings> onSettings;
    private Topic<Fleet> fleets;
    private boolean scheduled;
    private boolean building;
    private boolean synced;
    private Set<Problem> reported = Set.of();

    /**
     * Makes the verticle.
     *
     * @param onSettings told of the settings of each new fleet, e.g. to set the log level
     */
    public WatchVerticle(
            Source source,
            SettingsResolver resolver,
            String namespace,
            Duration coalesce,
            Duration busTimeout,
            Consumer<Settings> onSettings) {
        this.source = source;
        this.assembler = new FleetAssembler(resolver, namespace);
        this.coalesce = coalesce;
        this.busTimeout = busTimeout;
        this.onSettings = onSettings;
    }

    @Override
    public Future<?> start() {
        fleets = Bus.of(vertx, busTimeout).fleets();
        var context = vertx.getOrCreateContext();
        source.onChange(() -> context.runOnContext(go -> schedule()));
        // starting informers takes their clients' locks and builds their first requests: not on the event loop
        vertx.executeBlocking(source::start)
                .compose(starting -> Future.fromCompletionStage(starting, context))
                .onSuccess(ready -> {
                    synced = true;
                    LOG.info("Kubernetes caches are synced");
                    schedule();
                })
                .onFailure(error -> LOG.atError().setCause(error).log("cannot watch the Kubernetes API"));
        return fleets.open();
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

    private void build() {
        if (building) {
            schedule();
            return;
        }
        building = true;
        vertx.executeBlocking(() -> assembler.assemble(source.snapshot()))
                .onSuccess(this::publish)
                .onFailure(
                        error -> LOG.atError().setCause(error).log("cannot read the declarations: the last ones stay"))
                .onComplete(done -> building = false);
    }

    private void publish(Fleet fleet) {
        onSettings.accept(fleet.settings());
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
        return vertx.executeBlocking(() -> {
            source.close();
            return null;
        });
    }
}
