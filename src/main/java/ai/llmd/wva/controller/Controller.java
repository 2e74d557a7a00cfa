package ai.llmd.wva.controller;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.probes.Probes;
import ai.llmd.wva.serving.probes.SelfCheck;
import ai.llmd.wva.verticle.Bus;
import ai.llmd.wva.verticle.FleetSource;
import ai.llmd.wva.verticle.FreshFleet;
import ai.llmd.wva.verticle.HttpsVerticle;
import ai.llmd.wva.verticle.WatchVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controller as a whole: what starts in which order, and what stops in which. Probes first, then the caches and
 * /metrics, which every replica has; then the election, whose winner runs the pipeline.
 */
public final class Controller {
    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
    private static final String HTTPS_POOL = "wva-https";

    /**
     * What a controller is made of.
     *
     * @param fleets where declarations come from
     * @param https makes an instance of the server
     * @param everywhere further verticles that every replica has, in the order in which they start
     * @param lastToFirst the stages that only the leader runs
     */
    record Parts(
            Configuration configuration,
            FleetSource fleets,
            Supplier<HttpsVerticle> https,
            List<Pipeline.Deployable> everywhere,
            List<Pipeline.Deployable> lastToFirst,
            Leadership leadership) {}

    private final Vertx vertx;
    private final Parts parts;
    private final WatchVerticle watch;
    private final Pipeline pipeline;
    private final HttpsVerticle https;
    private HttpPort probes;
    private volatile Optional<String> watching = Optional.empty();
    private final Candidacy candidacy;
    private volatile SelfCheck selfCheck;

    private Controller(Vertx vertx, Parts parts) {
        this.vertx = vertx;
        this.parts = parts;
        this.watch = watch();
        this.pipeline = new Pipeline(vertx, afterReading(parts.lastToFirst()));
        this.https = parts.https().get();
        this.candidacy = new Candidacy(
                parts.leadership(),
                this::ready,
                parts.configuration().leaderElection().stepDownAfter(),
                System::nanoTime);
    }

    /**
     * Starts everything; completes when it serves, whether or not it leads. Fails when a port is taken, for example.
     */
    static Future<Controller> start(Vertx vertx, Parts parts) {
        Bus.registerCodecs(vertx);
        return new Controller(vertx, parts).start();
    }

    private Future<Controller> start() {
        var configuration = parts.configuration();
        Map<String, BooleanSupplier> ready = Map.of("caches", parts.fleets()::synced, "https", this::serves);
        return Probes.open(vertx, configuration.probes(), ready)
                .onSuccess(listening -> probes = listening)
                // the caches fill while the server starts
                .compose(listening -> vertx.deployVerticle(watch))
                .onSuccess(deployed -> watching = Optional.of(deployed))
                .compose(deployed -> vertx.deployVerticle(https, httpsDeployment()))
                .onSuccess(deployed -> selfCheck = new SelfCheck(
                        vertx,
                        new SelfCheck.PolledPort(configuration.https().host(), https.actualPort()),
                        SelfCheck.Timing.STANDARD,
                        System::nanoTime))
                .compose(deployed -> extraHttpsInstances())
                .compose(deployed -> further())
                .onSuccess(deployed -> candidacy.start(this::lead, this::standBy))
                .map(started -> this)
                .onSuccess(started -> LOG.atInfo()
                        .addKeyValue("probesPort", probes.actualPort())
                        .addKeyValue("httpsPort", https.actualPort())
                        .log("controller started"))
                .recover(error -> stop().compose(stopped -> Future.failedFuture(error)));
    }

    private boolean serves() {
        var check = selfCheck;
        return check != null && check.serving();
    }

    private boolean ready() {
        return parts.fleets().synced() && serves();
    }

    private void lead() {
        LOG.info("leading");
        pipeline.deploy();
    }

    private void standBy() {
        LOG.info("standing by");
        pipeline.undeploy();
    }

    /** Stops taking work, finishes the cycle, gives leadership back, stops serving. Never fails. */
    public Future<Void> stop() {
        LOG.info("stopping");
        return pipeline.undeploy()
                .compose(done -> Future.fromCompletionStage(candidacy.stop(), vertx.getOrCreateContext()))
                .otherwiseEmpty()
                .onComplete(done -> closeSelfCheck())
                .compose(done -> probes == null ? Future.succeededFuture() : probes.close())
                .otherwiseEmpty()
                // before the client is closed, which would break off its watches
                .compose(done -> watching.map(vertx::undeploy).orElseGet(Future::succeededFuture))
                .otherwiseEmpty();
    }

    private void closeSelfCheck() {
        if (selfCheck != null) {
            selfCheck.close();
        }
    }

    public int httpsPort() {
        return https.actualPort();
    }

    public int probesPort() {
        return probes.actualPort();
    }

    private WatchVerticle watch() {
        var configuration = parts.configuration();
        return new WatchVerticle(
                parts.fleets(),
                configuration.watch().coalesce(),
                configuration.vertx().busTimeout());
    }

    /** What status says, the former leader's last decisions, is read before anyone works with it. */
    private List<Pipeline.Deployable> afterReading(List<Pipeline.Deployable> lastToFirst) {
        var reading = new Pipeline.Deployable(() -> new FreshFleet(watch), new DeploymentOptions());
        return Stream.concat(Stream.of(reading), lastToFirst.stream()).toList();
    }

    private Future<Void> extraHttpsInstances() {
        int extra = parts.configuration().https().instances() - 1;
        return extra == 0
                ? Future.succeededFuture()
                : vertx.deployVerticle(
                                () -> parts.https().get(), httpsDeployment().setInstances(extra))
                        .mapEmpty();
    }

    private Future<Void> further() {
        Future<Void> chain = Future.succeededFuture();
        for (var one : parts.everywhere()) {
            chain = chain.compose(before -> vertx.deployVerticle(one.verticle().get(), one.options()))
                    .mapEmpty();
        }
        return chain;
    }

    private DeploymentOptions httpsDeployment() {
        return httpsPool(parts.configuration());
    }

    /** For verticles that serve over TLS: they share the threads for what blocks. */
    static DeploymentOptions httpsPool(Configuration configuration) {
        return new DeploymentOptions()
                .setWorkerPoolName(HTTPS_POOL)
                .setWorkerPoolSize(configuration.https().workerPoolSize());
    }
}
