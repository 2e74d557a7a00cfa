package ai.llmd.wva.controller;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.OptimizerConfiguration;
import ai.llmd.wva.config.SettingsResolver;
import ai.llmd.wva.kubernetes.VariantReporter;
import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.auth.AccessRule;
import ai.llmd.wva.serving.auth.TokenAuthorizer;
import ai.llmd.wva.serving.metrics.MetricsPage;
import ai.llmd.wva.serving.probes.Ping;
import ai.llmd.wva.serving.probes.Probes;
import ai.llmd.wva.serving.probes.SelfCheck;
import ai.llmd.wva.policy.OriginalPolicy;
import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.verticle.ActuatorVerticle;
import ai.llmd.wva.verticle.Bus;
import ai.llmd.wva.verticle.CollectorVerticle;
import ai.llmd.wva.verticle.HttpsVerticle;
import ai.llmd.wva.verticle.OptimizerVerticle;
import ai.llmd.wva.verticle.WatchVerticle;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controller as a whole: what starts in which order, and what stops in which. Probes first, then the caches and
 * /metrics, which every replica has; then the election, whose winner runs the pipeline.
 */
public final class Controller {
    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
    private static final String HTTPS_POOL = "wva-https";
    private static final Duration PIPELINE_RETRY = Duration.ofSeconds(5);

    /**
     * What a controller is made of.
     *
     * @param namespace of the controller's ConfigMaps
     * @param cluster where declarations come from
     * @param synced whether they have been read once
     * @param metrics makes the source of load, anew for each leadership
     * @param certificateNames DNS names of a certificate made at start
     * @param onSettings told of the settings in force
     */
    public record Parts(
            Configuration configuration,
            Map<String, String> environment,
            String namespace,
            Clock clock,
            WatchVerticle.Source cluster,
            BooleanSupplier synced,
            Supplier<MetricsSource> metrics,
            VariantReporter reporter,
            TokenAuthorizer authorizer,
            Leadership leadership,
            PrometheusMeterRegistry registry,
            List<String> certificateNames,
            Consumer<Settings> onSettings) {}

    private final Vertx vertx;
    private final Parts parts;
    private final Pipeline pipeline;
    private final HttpsVerticle https;
    private HttpPort probes;
    private final Candidacy candidacy;
    private volatile SelfCheck selfCheck;

    private Controller(Vertx vertx, Parts parts) {
        this.vertx = vertx;
        this.parts = parts;
        this.pipeline = new Pipeline(vertx, stages(parts), PIPELINE_RETRY);
        this.https = https(parts);
        this.candidacy = new Candidacy(
                parts.leadership(),
                this::ready,
                parts.configuration().leaderElection().stepDownAfter(),
                System::nanoTime);
    }

    /** Starts everything; completes when it serves, whether or not it leads. Fails when a port is taken, for example. */
    public static Future<Controller> start(Vertx vertx, Parts parts) {
        Bus.registerCodecs(vertx);
        return new Controller(vertx, parts).start();
    }

    private Future<Controller> start() {
        var configuration = parts.configuration();
        Map<String, BooleanSupplier> ready = Map.of("caches", parts.synced(), "https", this::serves);
        return Probes.open(vertx, configuration.probes(), ready)
                .onSuccess(listening -> probes = listening)
                // the caches fill while the server starts
                .compose(listening -> vertx.deployVerticle(watch()))
                .compose(deployed -> vertx.deployVerticle(https, httpsDeployment()))
                .onSuccess(deployed -> selfCheck = new SelfCheck(
                        vertx,
                        new SelfCheck.Target(configuration.https().host(), https.actualPort()),
                        SelfCheck.Timing.STANDARD,
                        System::nanoTime))
                .compose(deployed -> extraHttpsInstances())
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
        return parts.synced().getAsBoolean() && serves();
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
                parts.cluster(),
                new SettingsResolver(configuration, parts.environment()),
                parts.namespace(),
                configuration.watch().coalesce(),
                configuration.vertx().busTimeout(),
                parts.onSettings());
    }

    private Future<Void> extraHttpsInstances() {
        int extra = parts.configuration().https().instances() - 1;
        return extra == 0
                ? Future.succeededFuture()
                : vertx.deployVerticle(() -> https(parts), httpsDeployment().setInstances(extra))
                        .mapEmpty();
    }

    private static HttpsVerticle https(Parts parts) {
        var https = parts.configuration().https();
        var access =
                https.authentication() ? AccessRule.bearer(parts.authorizer(), MetricsPage.PATH) : AccessRule.open();
        return new HttpsVerticle(
                https,
                parts.certificateNames(),
                List.of(new MetricsPage(parts.registry(), access), new Ping()),
                parts.clock());
    }

    private DeploymentOptions httpsDeployment() {
        return new DeploymentOptions()
                .setWorkerPoolName(HTTPS_POOL)
                .setWorkerPoolSize(parts.configuration().https().workerPoolSize());
    }

    /** Twice what the source's own limits add up to: reached only if they fail, and then the loop goes on. */
    private static Duration measuringLimit(CollectorConfiguration collector) {
        var attempts =
                collector.queryTimeout().multipliedBy(collector.retryDelays().size() + 1L);
        return collector.retryDelays().stream().reduce(attempts, Duration::plus).multipliedBy(2);
    }

    private static Policy<?> policy(OptimizerConfiguration optimizer) {
        return switch (optimizer.policy()) {
            case WVA -> new Planner(PlanningRules.controller(optimizer.solver(), optimizer.saturationPolicy()));
            case ORIGINAL -> new OriginalPolicy();
        };
    }

    private static List<Pipeline.Stage> stages(Parts parts) {
        var configuration = parts.configuration();
        var busTimeout = configuration.vertx().busTimeout();
        var actuator = new Pipeline.Stage(
                () -> new ActuatorVerticle(
                        parts.reporter(),
                        parts.registry(),
                        parts.leadership()::isLeader,
                        parts.clock(),
                        configuration.leaderElection().enabled()
                                ? configuration.leaderElection().exportDelay()
                                : Duration.ZERO,
                        busTimeout,
                        configuration.actuator().workerPoolSize()),
                new DeploymentOptions());
        var optimizer = new Pipeline.Stage(
                () -> new OptimizerVerticle(
                        policy(configuration.optimizer()),
                        configuration.optimizer().timeLimit(),
                        busTimeout,
                        parts.registry()),
                new DeploymentOptions());
        var collector = new Pipeline.Stage(
                () -> new CollectorVerticle(
                        parts.metrics(), parts.clock(), measuringLimit(configuration.collector()), busTimeout),
                new DeploymentOptions());
        return List.of(actuator, optimizer, collector);
    }
}
